@echo off
rem Haalt ViA-XL weg voor de gebruiker die dit start. Werkmappen blijven staan.
setlocal
set "DOEL=%LOCALAPPDATA%\ViA-XL"
if exist "%DOEL%\Scripts\via-xl.exe" "%DOEL%\Scripts\via-xl.exe" excel installeer --verwijder || goto fout
if exist "%DOEL%" rmdir /s /q "%DOEL%"
exit /b 0
:fout
echo Het verwijderen is niet gelukt; zie hierboven. Sluit Excel en start dit opnieuw.
exit /b 2
