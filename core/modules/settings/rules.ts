/** Configurable rules (reference appendix C): what an office may set, each with the document it rests on. */
import type { SqliteConnection } from '../../../db/open.ts'
import { badRequest, ruleViolation } from '../../contract/errors.ts'
import type { RuleView } from '../../contract/settings.ts'
import { ruleSettings, type RuleSetting } from '../../domain/rule-settings.ts'
import { command } from '../../server/command.ts'

export function listRules(reader: SqliteConnection): RuleView[] {
  const changed = new Map(
    (reader.prepare('SELECT key, value, basis FROM rule_settings').all() as { key: string; value: number; basis: string }[]).map(
      (row) => [row.key, row],
    ),
  )
  return ruleSettings.map((one: RuleSetting) => ({
    key: one.key,
    label: one.label,
    value: changed.get(one.key)?.value ?? one.value,
    shipped: one.value,
    unit: one.unit,
    basis: changed.get(one.key)?.basis ?? one.basis,
    locked: one.locked === true,
  }))
}

/** All locked rules are terms that may be shortened, never lengthened. */
export const changeRule = command(
  'changeRule',
  { right: 'settings', label: '修改业务规则' },
  (write, input: { key: string; value: number; basis: string }) => {
    const known: RuleSetting | undefined = ruleSettings.find((one) => one.key === input.key)
    if (!known) throw badRequest(`没有这条规则：${input.key}`)
    if (known.locked && input.value > known.value) {
      throw ruleViolation([
        {
          rule: 'C',
          level: 'block',
          field: 'value',
          message: `${known.label}由法律规定为 ${String(known.value)} ${known.unit}，只能更严，不能放宽`,
        },
      ])
    }
    const { writer } = write.desk.database
    writer
      .prepare(
        `INSERT INTO rule_settings (key, value, basis, changed_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, basis = excluded.basis, changed_at = excluded.changed_at`,
      )
      .run([input.key, input.value, input.basis, write.at])
    write.note(input)
    const view = listRules(writer).find((one) => one.key === input.key)
    if (!view) throw new Error('a changed rule is listed')
    return view
  },
)
