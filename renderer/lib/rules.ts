import type { RuleKey } from '../../core/domain/rule-settings.ts'
import { ruleSettings } from '../../core/domain/rule-settings.ts'
import { api, useLoaded } from './api.ts'

/** The numbers this office reckons with; until they are read, those the program came with. */
export function useRules(): (key: RuleKey) => number {
  const { data } = useLoaded(['rules'], () => api.settings.listRules())
  return (key) => data?.rules.find((one) => one.key === key)?.value ?? ruleSettings.find((one) => one.key === key)?.value ?? 0
}
