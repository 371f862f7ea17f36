import { expect, test } from 'vitest'
import { officialFonts as printed } from '../../../core/documents/print-page.ts'
import { officialFonts } from './official-fonts.ts'

test('the preview draws with the same fonts as the printed page', () => {
  expect(officialFonts).toEqual(printed)
})
