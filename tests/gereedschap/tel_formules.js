// How many formulas two other programs find in each workbook: node tel_formules.js BESTAND... gives one JSON object.
const ExcelJS = require("exceljs");
const XLSX = require("xlsx");

async function exceljs(pad) {
  const boek = new ExcelJS.Workbook();
  await boek.xlsx.readFile(pad);
  let aantal = 0;
  for (const blad of boek.worksheets) {
    blad.eachRow((rij) => rij.eachCell((cel) => { if (cel.formula) aantal += 1; }));
  }
  return { bladen: boek.worksheets.map((blad) => blad.name), formules: aantal };
}

function sheetjs(pad) {
  const boek = XLSX.readFile(pad, { cellFormula: true, bookVBA: true });
  let aantal = 0;
  for (const naam of boek.SheetNames) {
    for (const [plek, cel] of Object.entries(boek.Sheets[naam])) if (!plek.startsWith("!") && cel.f) aantal += 1;
  }
  return { bladen: boek.SheetNames, formules: aantal };
}

(async () => {
  const uit = {};
  for (const pad of process.argv.slice(2)) uit[pad] = { exceljs: await exceljs(pad), sheetjs: sheetjs(pad) };
  console.log(JSON.stringify(uit));
})();
