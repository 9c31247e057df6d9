#!/usr/bin/env bash
# Installs the programs the tests use besides Python, when they are not there:
#   LibreOffice Calc   a spreadsheet engine beside IronCalc, and PDFs (poppler reads them); its UNO runs the VBA
#   Chromium           a real browser, for the page of via-xl herkomst --html
#   hunspell           the Dutch dictionary, for every text that people read
#   ooxml-validator    the Open XML SDK validation of every workbook (needs Node.js 18 or newer)
#   SheetJS, ExcelJS   what other programs read of every workbook
# Says nothing when all is there.
set -euo pipefail
cd "$(dirname "$0")"

pakketten=()
command -v soffice >/dev/null || pakketten+=(libreoffice-calc-nogui fonts-liberation)
/usr/bin/python3 -c 'import uno' 2>/dev/null || pakketten+=(python3-uno)
command -v pdftotext >/dev/null || pakketten+=(poppler-utils)
command -v chromium >/dev/null || pakketten+=(chromium)
command -v chromedriver >/dev/null || pakketten+=(chromium-driver)
command -v hunspell >/dev/null || pakketten+=(hunspell)
[ -e /usr/share/hunspell/nl_NL.dic ] || pakketten+=(hunspell-nl)
command -v npm >/dev/null || pakketten+=(nodejs npm)

if [ ${#pakketten[@]} -gt 0 ]; then
    als_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "Installeer als beheerder: ${pakketten[*]}" >&2; exit 1; }
        als_root=(sudo)
    fi
    command -v apt-get >/dev/null || { echo "Installeer met de hand: ${pakketten[*]}" >&2; exit 1; }
    echo "Wordt geïnstalleerd voor de tests: ${pakketten[*]}"
    export DEBIAN_FRONTEND=noninteractive
    "${als_root[@]}" apt-get update -qq </dev/null
    "${als_root[@]}" apt-get install -y -qq --no-install-recommends "${pakketten[@]}" </dev/null >/dev/null
fi

# npm ci empties node_modules, so it runs only when the lock file has changed since.
if ! cmp -s package-lock.json node_modules/.klaar; then
    npm ci --loglevel=error --no-audit --no-fund </dev/null >/dev/null
    cp package-lock.json node_modules/.klaar
fi
