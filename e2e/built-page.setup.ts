import { test } from '@playwright/test'
import { requireBuiltPage } from './built-page.ts'

test('页面已构建，且不比源代码旧', () => {
  requireBuiltPage()
})
