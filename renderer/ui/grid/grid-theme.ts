import { themeQuartz } from 'ag-grid-community'
import type { Theme } from 'ag-grid-community'
import { readTokens } from '../theme.ts'
import type { Look } from '../theme.ts'

/** AG Grid in the desk's clothes: the same tokens as everything else. */
export function gridTheme(look: Look): Theme {
  const { text, px } = readTokens(look)
  return themeQuartz.withParams({
    accentColor: text('primary'),
    backgroundColor: text('sheet'),
    foregroundColor: text('text'),
    textColor: text('text'),
    borderColor: text('line'),
    borderRadius: px('radius-s'),
    wrapperBorder: false,
    wrapperBorderRadius: 0,
    columnBorder: false,
    headerColumnBorder: false,
    headerColumnResizeHandleColor: text('line'),
    headerRowBorder: { color: text('line-strong') },
    rowBorder: { color: text('line') },
    headerBackgroundColor: text('sheet-2'),
    headerTextColor: text('text-2'),
    headerFontWeight: 500,
    headerFontSize: px('fs-note'),
    headerHeight: px('row'),
    rowHeight: px('row'),
    rowHoverColor: text('sheet-2'),
    selectedRowBackgroundColor: text('primary-weak'),
    checkboxUncheckedBorderColor: text('control-line'),
    rangeSelectionBorderColor: text('primary'),
    cellHorizontalPadding: px('s2') + px('s0'),
    fontFamily: text('font'),
    fontSize: px('fs-label'),
    dataFontSize: px('fs-label'),
    iconSize: px('icon-s'),
  })
}
