@echo off
rem Installeert ViA-XL @VERSIE@ voor de gebruiker die dit start: zonder netwerk, zonder beheerder.
setlocal
set "DOEL=%LOCALAPPDATA%\ViA-XL"
py -@PYTHON@ -c "import sys, sysconfig; sys.exit(not (sys.version_info[:2] == @NUMMER@ and sysconfig.get_platform() == 'win-amd64'))" || goto python
if not exist "%DOEL%\Scripts\python.exe" py -@PYTHON@ -m venv "%DOEL%" || goto fout
"%DOEL%\Scripts\python.exe" -m pip install --disable-pip-version-check --no-index --find-links "%~dp0wielen" --require-hashes --only-binary :all: --requirement "%~dp0benodigd.txt" || goto fout
"%DOEL%\Scripts\via-xl.exe" excel installeer || goto fout
exit /b 0
:python
echo Installeer eerst de 64-bits Python @PYTHON@ van python.org, voor deze gebruiker of voor iedereen, en start dit opnieuw.
exit /b 2
:fout
echo Het installeren is niet gelukt; zie hierboven. Sluit Excel en start dit opnieuw.
exit /b 2
