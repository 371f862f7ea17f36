/** 数据包交接单. */
import { badRequest } from '../../../contract/errors.ts'
import { formatDay } from '../../../documents/chinese-date.ts'
import { localDay } from '../../../domain/day.ts'
import { registers } from '../../../domain/registers.ts'
import type { Builder } from './builder.ts'

interface PackageHead {
  direction: 'sent' | 'received'
  kind: string
  package_no: string
  peer_unit_id: string
  digest: string
  counts: string
  file_name: string
  header: string
  at: string
}

export const handover: Builder = ({ reader, unit }, packageId) => {
  const row = reader.prepare('SELECT * FROM packages WHERE package_id = ?').get(packageId) as PackageHead | undefined
  if (!row) throw badRequest('没有这个数据包')
  const peerName =
    (reader.prepare('SELECT name FROM peers WHERE unit_id = ?').pluck().get(row.peer_unit_id) as string | undefined) ??
    row.peer_unit_id
  const header = JSON.parse(row.header) as { period: { from: string; to: string } | null; payloadBytes: number }
  const counts = Object.entries(JSON.parse(row.counts) as Record<string, number>).filter(([, count]) => count > 0)
  const ledgerLines = (all: [string, number][]) =>
    all
      .filter(([name]) => parentOf(name) === undefined)
      .map(([name, count]) => {
        const parts = all.filter(([part]) => parentOf(part) === name).map(([part, number]) => `${label(part)} ${String(number)}`)
        return { 名称: label(name), 条数: count.toLocaleString('zh-CN'), 说明: parts.length > 0 ? `含${parts.join('、')}` : '' }
      })
  const parentOf = (name: string) => (name in registers ? registers[name as keyof typeof registers].parent?.register : undefined)
  const label = (name: string) =>
    name in registers ? registers[name as keyof typeof registers].label : name === 'tombstone' ? '删除' : name
  return {
    name: `数据包交接单-${row.package_no}`,
    data: {
      包号: row.package_no,
      发出单位: row.direction === 'sent' ? unit.unitName : peerName,
      接收单位: row.direction === 'sent' ? peerName : unit.unitName,
      种类: row.kind === 'up' ? '上报' : row.kind === 'receipt' ? '回执' : row.kind,
      期间: header.period ? `${formatDay(header.period.from)}至${formatDay(header.period.to)}` : '',
      卷号: 1,
      卷数: 1,
      摘要: row.digest
        .slice(0, 16)
        .toUpperCase()
        .replaceAll(/(.{4})(?=.)/g, '$1 '),
      生成日期: formatDay(localDay(new Date(row.at))),
      文件名: row.file_name,
      大小: `${(header.payloadBytes / 1024 / 1024).toFixed(1)} MB`,
      套件: '国密 SM2/SM3/SM4',
      台账: ledgerLines(counts),
      合计: counts.reduce((total, [, count]) => total + count, 0).toLocaleString('zh-CN'),
      附件数: 0,
    },
  }
}
