/** longest text of a cell in the format */
const cellCharacters = 32_767

/** A text as a cell of a workbook can hold it: without characters that XML does not know, within a cell's length. */
export const printable = (value: string): string =>
  /[^\u0020-\ud7ff]/.test(value)
    ? value.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').slice(0, cellCharacters)
    : value.slice(0, cellCharacters)
