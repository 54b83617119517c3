// Prints what exceljs reads in a workbook, as JSON: {sheet: {cell: value}}; a formula is its cached result.
'use strict';
const path = require('path');
const ExcelJS = require(path.join(process.argv[2], 'exceljs'));

function plain(cell) {
  const value = cell.value;
  if (value === null || value === undefined) return null;
  if (cell.type === ExcelJS.ValueType.Formula) return cell.result === undefined ? 0 : cell.result;
  if (cell.type === ExcelJS.ValueType.Hyperlink) return value.text;
  if (cell.type === ExcelJS.ValueType.Merge) return null;
  return value;
}

async function read(file) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const sheets = {};
  for (const sheet of workbook.worksheets) {
    const cells = {};
    sheet.eachRow(row => row.eachCell(cell => {
      const value = plain(cell);
      if (value !== null) cells[cell.address] = value;
    }));
    sheets[sheet.name] = cells;
  }
  return sheets;
}

async function main() {
  const books = {};
  for (const file of process.argv.slice(3)) books[file] = await read(file);
  process.stdout.write(JSON.stringify(books));
}

main().catch(error => {
  console.error(error.message);
  process.exit(1);
});
