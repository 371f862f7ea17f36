import { expect, test, vi } from 'vitest'
import type { ShellBridge } from '../shell-channels.ts'
import { exposed, ipcRenderer } from '../testing/electron-recorder.ts'

vi.mock('electron', () => import('../testing/electron-recorder.ts'))

test('the page gets the named calls only, and its port under the nonce it chose, for its own origin', async () => {
  const posted: unknown[][] = []
  vi.stubGlobal('window', { location: { origin: 'app://pingan' }, postMessage: (...call: unknown[]) => posted.push(call) })
  await import('./index.ts')

  expect([...exposed.keys()]).toEqual(['pinganShell'])
  const bridge = exposed.get('pinganShell') as ShellBridge
  expect(Object.keys(bridge).sort()).toEqual(['connect', 'onBackendFailed', 'openExternal', 'pickFiles', 'print', 'saveFile'])

  await bridge.connect('nonce-of-this-visit')
  expect(ipcRenderer.invoked).toEqual([['shell:connect', 'nonce-of-this-visit']])
  ipcRenderer.emit('shell:port', { ports: ['port'] }, 'nonce-of-this-visit')
  expect(posted).toEqual([[{ pinganPort: 'nonce-of-this-visit' }, 'app://pingan', ['port']]])
})
