import { oc } from '@orpc/contract'
import { z } from 'zod'

const rule = z.strictObject({
  key: z.string(),
  label: z.string(),
  value: z.int(),
  /** what the program came with */
  shipped: z.int(),
  unit: z.string(),
  basis: z.string(),
  /** may only be made stricter */
  locked: z.boolean(),
})
export type RuleView = z.infer<typeof rule>

export const settingsContract = {
  listRules: oc.output(z.strictObject({ rules: z.array(rule) })),
  /** an office's own value, with the document it rests on */
  changeRule: oc
    .input(z.strictObject({ key: z.string(), value: z.int().min(1).max(10_000), basis: z.string().trim().min(4).max(200) }))
    .output(rule),
}
