import type { ComponentType } from 'react'
import { createHashRouter, Navigate } from 'react-router'
import { DeskFrame } from './desk-frame.tsx'
import type { PlaceHandle } from './place-handle.ts'
import type { Crumb } from './shell.tsx'

const features = import.meta.glob<Record<string, ComponentType>>('../features/*/*.tsx')

/** A page that is fetched when it is first opened. */
function page(path: string, file: string, name: string, rail: string, ...crumbs: Crumb[]) {
  return {
    path,
    handle: { rail, crumbs } satisfies PlaceHandle,
    lazy: async () => {
      const load = features[`../features/${file}.tsx`]
      const parts = load === undefined ? {} : await load()
      return { Component: parts[name] ?? NotYet }
    },
  }
}

function NotYet() {
  return <p className="muted">这一页还没有做好。</p>
}

const resident = { label: '居民', to: '/resident' }
const mediation = { label: '矛盾调解', to: '/mediation' }
const resettlement = { label: '安置帮教', to: '/resettlement' }
const meeting = { label: '会议', to: '/meeting' }
const exchange = { label: '数据交换', to: '/exchange' }
const step = (label: string): Crumb => ({ label })

const pages = [
  page('today', 'today/today-page', 'TodayPage', 'today', step('工作台')),

  page('resident', 'resident/resident-page', 'ResidentPage', 'resident', resident, step('台账')),
  page('resident/new', 'resident/resident-form', 'ResidentForm', 'resident', resident, step('登记居民')),
  page('resident/import', 'import/import-page', 'ImportPage', 'resident', resident, step('导入 Excel')),
  page('resident/:id', 'resident/resident-record', 'ResidentRecord', 'resident', resident, step('居民')),
  page('resident/:id/edit', 'resident/resident-form', 'ResidentForm', 'resident', resident, step('修改居民')),
  page('household', 'place/place-pages', 'HouseholdPage', 'resident', resident, step('户')),
  page('village', 'place/place-pages', 'VillagePage', 'resident', resident, step('村（社区）')),
  page('grid', 'place/place-pages', 'GridPage', 'resident', resident, step('网格')),
  page('mediator', 'place/place-pages', 'MediatorPage', 'mediation', mediation, step('调解员')),

  page('mediation', 'mediation/mediation-page', 'MediationPage', 'mediation', mediation, step('台账')),
  page('mediation/new', 'mediation/mediation-form', 'MediationForm', 'mediation', mediation, step('登记纠纷')),
  page('mediation/:id', 'mediation/mediation-record', 'MediationRecord', 'mediation', mediation, step('案件')),

  page('resettlement', 'resettlement/resettlement-page', 'ResettlementPage', 'resettlement', resettlement, step('台账')),
  page('resettlement/new', 'resettlement/resettlement-form', 'ResettlementForm', 'resettlement', resettlement, step('建立档案')),
  page('resettlement/:id', 'resettlement/resettlement-record', 'ResettlementRecord', 'resettlement', resettlement, step('档案')),

  page('meeting', 'meeting/meeting-page', 'MeetingPage', 'meeting', meeting, step('台账')),
  page('meeting/new', 'meeting/meeting-form', 'MeetingForm', 'meeting', meeting, step('登记会议')),
  page('meeting/:id', 'meeting/meeting-record', 'MeetingRecord', 'meeting', meeting, step('会议')),

  page('exchange', 'exchange/exchange-page', 'ExchangePage', 'exchange', step('数据交换')),
  page('exchange/hand-up', 'exchange/hand-up-page', 'HandUpPage', 'exchange', exchange, step('上报')),
  page('exchange/receive', 'exchange/receive-page', 'ReceivePage', 'exchange', exchange, step('接收')),
  page('system', 'system/system-page', 'SystemPage', 'system', step('系统')),
]

/** The addresses of the desk. They live behind the `#`, so that both hosts serve one file. */
export function createDeskRouter() {
  return createHashRouter([
    {
      Component: DeskFrame,
      children: [...pages, { path: '*', element: <Navigate to="/today" replace /> }],
    },
  ])
}
