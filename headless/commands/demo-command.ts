/** An invented township (or office, or county) in an empty data folder. */
import { join } from 'node:path'
import { DEMO_NOTE } from '../../core/server/node/data-dir.ts'
import { fillDemo, type DemoSize } from '../../core/server/demo/fill-demo.ts'
import { openContext } from '../../core/server/router-base.ts'
import { openBackend, UsageError, type CliOptions } from './cli-session.ts'
import { writePrivate } from './out-file.ts'

const units: Record<DemoSize, { unitCode: string; unitName: string; kind: 'township' | 'county' }> = {
  office: { unitCode: '999901101000', unitName: '石榴镇综治中心', kind: 'township' },
  town: { unitCode: '999901101000', unitName: '石榴镇综治中心', kind: 'township' },
  county: { unitCode: '999901000000', unitName: '示例县综治中心', kind: 'county' },
}

const demoPassword = 'Shiliu-2026'

export async function demoCommand(cli: CliOptions, size: string, seed: string): Promise<unknown> {
  if (!Object.hasOwn(units, size)) throw new UsageError('--size 应为 office、town 或 county')
  const number = Number(seed)
  if (!Number.isInteger(number)) throw new UsageError('--seed 应为整数')
  const session = await openBackend(cli)
  try {
    const { phase } = await session.api.session.status()
    if (phase !== 'empty') throw new UsageError('这个数据文件夹里已有数据，演示数据只放进空文件夹。请用 --data 另指一个')
    const password = process.env.PINGAN_PASSWORD ?? demoPassword
    await session.api.session.initialize({ ...units[size as DemoSize], adminName: '王秋石', password })
    const counts = await fillDemo(openContext(session.context), size as DemoSize, number)
    // a password somebody chose is theirs: it is written nowhere
    const shown = password === demoPassword ? { password } : {}
    const note = `演示数据，均为虚构。账号：王秋石　${shown.password === undefined ? '口令见 PINGAN_PASSWORD' : `密码：${demoPassword}`}\n`
    writePrivate(join(session.context.backend.ports.dataDir, DEMO_NOTE), note)
    return { account: '王秋石', ...shown, size, counts }
  } finally {
    await session.backend.close()
  }
}
