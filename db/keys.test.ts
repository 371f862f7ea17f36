import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { deriveKey } from './derive-key.ts'
import {
  newDatabaseKey,
  newRecoverySecret,
  readKeyring,
  readRecoverySecret,
  unwrapKey,
  unwrapWith,
  wrapKey,
  writeKeyring,
  writeWhole,
  type Keyring,
} from './keys.ts'
import { temporaryFolder } from './testing.ts'

const key = newDatabaseKey()
let wrap: Awaited<ReturnType<typeof wrapKey>>

beforeAll(async () => {
  wrap = await wrapKey(key, '石榴Shiliu-2026')
})

const keyring = (unitName: string): Keyring => ({
  format: 1,
  unitName,
  accounts: [{ id: 'a1', loginName: '管理员', displayName: '管理员', wrap, failures: 0, lockedUntil: null }],
  recovery: wrap,
  clockSeen: '2026-01-01T00:00:00.000Z',
})

describe('the wrapped key', () => {
  test('opens with its password, however the letters were composed, and with no other', async () => {
    expect(wrap).toMatchObject({ n: 2 ** 17, r: 8, p: 1 })
    expect(Buffer.from(wrap.sealed, 'base64').equals(key)).toBe(false)
    expect(await unwrapKey(wrap, '石榴Shiliu-2026'.normalize('NFD'))).toEqual(key)
    expect(await unwrapKey(wrap, '石榴Shiliu-2027')).toBeNull()
  })

  test('is wrapped anew each time: no salt, nonce or ciphertext twice', async () => {
    const again = await wrapKey(key, '石榴Shiliu-2026')
    for (const part of ['salt', 'nonce', 'sealed', 'tag'] as const) expect(again[part]).not.toBe(wrap[part])
  })

  test('does not open when one bit of it is another, nor with a shortened tag', async () => {
    const derived = await deriveKey('石榴Shiliu-2026', wrap)
    expect(unwrapWith(derived, wrap)).toEqual(key)
    for (const part of ['sealed', 'tag', 'nonce'] as const) {
      const bytes = Buffer.from(wrap[part], 'base64')
      bytes.writeUInt8(bytes.readUInt8(3) ^ 1, 3)
      expect(unwrapWith(derived, { ...wrap, [part]: bytes.toString('base64') }), part).toBeNull()
    }
    const tag = Buffer.from(wrap.tag, 'base64').subarray(0, 4).toString('base64')
    expect(() => unwrapWith(derived, { ...wrap, tag })).toThrow()
  })
})

describe('the recovery secret', () => {
  test('is eight groups of four unmistakable letters, never the same', () => {
    const secrets = Array.from({ length: 50 }, newRecoverySecret)
    for (const secret of secrets) expect(secret).toMatch(/^([A-HJ-NP-Z2-9]{4}-){7}[A-HJ-NP-Z2-9]{4}$/)
    expect(new Set(secrets).size).toBe(50)
  })

  test('is read however it was typed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('', ' ', '-', '  ', '\n', '.', '　'), { minLength: 31, maxLength: 31 }),
        fc.boolean(),
        (gaps, small) => {
          const printed = newRecoverySecret()
          const letters = [...printed.replaceAll('-', '')]
          const typed = letters.map((letter, at) => letter + (gaps[at] ?? '')).join('')
          expect(readRecoverySecret(small ? typed.toLowerCase() : typed)).toBe(printed)
        },
      ),
      { numRuns: 100 },
    )
  })

  test('with a letter too few, too many or from outside of the alphabet is none', () => {
    const printed = newRecoverySecret()
    for (const typed of ['', printed.slice(1), `${printed}A`, `I${printed.slice(1)}`, `0${printed.slice(1)}`, '密码Shiliu-2026'])
      expect(readRecoverySecret(typed), typed).toBeNull()
  })
})

describe('the keyring file', () => {
  test('is written whole: a cut before the rename leaves the old one, and its leftover is overwritten', () => {
    const path = join(temporaryFolder(), 'keyring.json')
    writeKeyring(path, keyring('甲'))
    writeFileSync(`${path}.partial`, '{"format":1,"unitNa', { mode: 0o600 })
    expect(readKeyring(path)).toEqual(keyring('甲'))
    writeKeyring(path, keyring('乙'))
    expect(readKeyring(path)).toEqual(keyring('乙'))
    expect(existsSync(`${path}.partial`)).toBe(false)
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0)
  })

  test('that cannot be put in place leaves the old one', () => {
    const path = join(temporaryFolder(), 'keyring.json')
    writeKeyring(path, keyring('甲'))
    mkdirSync(`${path}.partial`)
    expect(() => writeKeyring(path, keyring('乙'))).toThrow()
    rmSync(`${path}.partial`, { recursive: true })
    expect(readKeyring(path)).toEqual(keyring('甲'))
  })

  test('holds neither the key nor the password', () => {
    const path = join(temporaryFolder(), 'keyring.json')
    writeKeyring(path, keyring('甲'))
    const bytes = readFileSync(path)
    for (const secret of [key, key.toString('hex'), key.toString('base64'), 'Shiliu-2026'])
      expect(bytes.includes(secret)).toBe(false)
  })

  test('that is missing is null; one that is damaged or of another format is named', () => {
    const path = join(temporaryFolder(), 'keyring.json')
    expect(readKeyring(path)).toBeNull()
    const text = JSON.stringify(keyring('甲'))
    for (const damaged of [
      '',
      text.slice(0, -5),
      '[]',
      text.replace('"format":1', '"format":2'),
      text.replace('"salt"', '"salz"'),
    ]) {
      writeWhole(path, damaged)
      expect(() => readKeyring(path), damaged).toThrow(expect.objectContaining({ name: 'StorageError', kind: 'damaged' }))
    }
  })
})
