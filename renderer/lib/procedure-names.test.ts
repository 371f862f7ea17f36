import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { expect, test } from 'vitest'
import { contract } from '../../core/contract/index.ts'

const pathsOf = (part: object, path: readonly string[] = []): string[][] =>
  '~orpc' in part ? [[...path]] : Object.entries(part).flatMap(([key, next]) => pathsOf(next as object, [...path, key]))

test('every procedure of the contract can be called by its name: the client keeps none of them for itself', async () => {
  const paths = pathsOf(contract)
  expect(paths.length).toBeGreaterThan(100)
  const client = createORPCClient<ContractRouterClient<typeof contract>>({ call: (path) => Promise.resolve(path) })
  for (const path of paths) {
    const call = path.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], client)
    expect(await (call as (input: object) => Promise<unknown>)({})).toEqual(path)
  }
})
