import type { ComponentType } from 'react'
import { createHashRouter, Navigate } from 'react-router'
import { DeskFrame } from './desk-frame.tsx'
import type { PlaceHandle } from './place-handle.ts'
import type { Crumb } from './shell.tsx'

/** A page that is fetched when it is first opened. */
function page(path: string, rail: string, crumbs: readonly Crumb[], load: () => Promise<ComponentType>) {
  return {
    path,
    handle: { rail, crumbs } satisfies PlaceHandle,
    lazy: async () => ({ Component: await load() }),
  }
}

const at = (...crumbs: (Crumb | string)[]): Crumb[] => crumbs.map((one) => (typeof one === 'string' ? { label: one } : one))
const resident: Crumb = { label: '居民', to: '/resident' }
const grid: Crumb = { label: '网格', to: '/grid' }
const mediation: Crumb = { label: '矛盾调解', to: '/mediation' }
const committee: Crumb = { label: '调委会', to: '/committee' }
const mediator: Crumb = { label: '调解员', to: '/mediator' }
const resettlement: Crumb = { label: '安置帮教', to: '/resettlement' }
const meeting: Crumb = { label: '会议', to: '/meeting' }
const exchange: Crumb = { label: '数据交换', to: '/exchange' }

const residentForm = async () => (await import('../features/resident/resident-form.tsx')).ResidentForm
const places = () => import('../features/place/place-ledgers.tsx')
const committees = () => import('../features/committee/committee-ledgers.tsx')

const pages = [
  page('today', 'today', at('工作台'), async () => (await import('../features/today/today-page.tsx')).TodayPage),

  page(
    'resident',
    'resident',
    at(resident, '台账'),
    async () => (await import('../features/resident/resident-page.tsx')).ResidentPage,
  ),
  page('resident/new', 'resident', at(resident, '登记居民'), residentForm),
  page(
    'resident/import',
    'resident',
    at(resident, '导入 Excel'),
    async () => (await import('../features/import/import-page.tsx')).ImportPage,
  ),
  page(
    'resident/:id',
    'resident',
    at(resident, '居民'),
    async () => (await import('../features/resident/resident-record.tsx')).ResidentRecord,
  ),
  page('resident/:id/edit', 'resident', at(resident, '修改居民'), residentForm),
  page(
    'life-event',
    'resident',
    at(resident, '人员变动'),
    async () => (await import('../features/resident/life-event-page.tsx')).LifeEventPage,
  ),
  page('household', 'resident', at(resident, '户'), async () => (await places()).HouseholdPage),
  page(
    'household/:id',
    'resident',
    at(resident, { label: '户', to: '/household' }, '户'),
    async () => (await import('../features/place/household-record.tsx')).HouseholdRecord,
  ),
  page('village', 'resident', at(resident, '村（社区）'), async () => (await places()).VillagePage),
  page(
    'village/:id',
    'resident',
    at(resident, { label: '村（社区）', to: '/village' }, '村（社区）'),
    async () => (await import('../features/place/village-record.tsx')).VillageRecord,
  ),
  page('grid', 'resident', at(resident, '网格'), async () => (await places()).GridPage),
  page(
    'grid/:id',
    'resident',
    at(resident, grid, '网格'),
    async () => (await import('../features/place/grid-record.tsx')).GridRecord,
  ),
  page(
    'grid/:id/hand-over',
    'resident',
    at(resident, grid, '交接清单'),
    async () => (await import('../features/place/hand-over-page.tsx')).HandOverPage,
  ),
  page('division', 'resident', at(resident, '区划'), async () => (await places()).DivisionPage),

  page(
    'mediation',
    'mediation',
    at(mediation, '台账'),
    async () => (await import('../features/mediation/mediation-page.tsx')).MediationPage,
  ),
  page(
    'mediation/new',
    'mediation',
    at(mediation, '登记纠纷'),
    async () => (await import('../features/mediation/mediation-form.tsx')).MediationForm,
  ),
  page(
    'mediation/oral',
    'mediation',
    at(mediation, '口头协议'),
    async () => (await import('../features/mediation/oral-page.tsx')).OralPage,
  ),
  page(
    'mediation/expired',
    'mediation',
    at(mediation, '保管期满的卷宗'),
    async () => (await import('../features/mediation/file/expired-page.tsx')).ExpiredPage,
  ),
  page(
    'mediation/import',
    'mediation',
    at(mediation, '导入 Excel'),
    async () => (await import('../features/import/import-page.tsx')).ImportPage,
  ),
  page(
    'mediation/:id',
    'mediation',
    at(mediation, '案件'),
    async () => (await import('../features/mediation/mediation-record.tsx')).MediationRecord,
  ),
  page('committee', 'mediation', at(mediation, '调委会'), async () => (await committees()).CommitteePage),
  page(
    'committee/:id',
    'mediation',
    at(mediation, committee, '调委会'),
    async () => (await import('../features/committee/committee-record.tsx')).CommitteeRecord,
  ),
  page('mediator', 'mediation', at(mediation, '调解员'), async () => (await committees()).MediatorPage),
  page(
    'mediator/:id',
    'mediation',
    at(mediation, mediator, '调解员'),
    async () => (await import('../features/committee/mediator-record.tsx')).MediatorRecord,
  ),
  page('mediation-funding', 'mediation', at(mediation, '调解经费'), async () => (await committees()).MediationFundingPage),
  page(
    'template',
    'mediation',
    at(mediation, '文书模板'),
    async () => (await import('../features/template/template-page.tsx')).TemplatePage,
  ),
  page('phrase', 'mediation', at(mediation, '常用语'), async () => (await committees()).PhrasePage),

  page(
    'resettlement',
    'resettlement',
    at(resettlement, '台账'),
    async () => (await import('../features/resettlement/resettlement-page.tsx')).ResettlementPage,
  ),
  page(
    'resettlement/new',
    'resettlement',
    at(resettlement, '建立档案'),
    async () => (await import('../features/resettlement/resettlement-form.tsx')).ResettlementForm,
  ),
  page(
    'resettlement/:id',
    'resettlement',
    at(resettlement, '档案'),
    async () => (await import('../features/resettlement/resettlement-record.tsx')).ResettlementRecord,
  ),

  page('meeting', 'meeting', at(meeting, '台账'), async () => (await import('../features/meeting/meeting-page.tsx')).MeetingPage),
  page(
    'meeting/new',
    'meeting',
    at(meeting, '登记会议'),
    async () => (await import('../features/meeting/meeting-form.tsx')).MeetingForm,
  ),
  page(
    'meeting/:id',
    'meeting',
    at(meeting, '会议'),
    async () => (await import('../features/meeting/meeting-record.tsx')).MeetingRecord,
  ),

  page(
    'statistics',
    'statistics',
    at('统计'),
    async () => (await import('../features/statistics/statistics-page.tsx')).StatisticsPage,
  ),

  page('exchange', 'exchange', at('数据交换'), async () => (await import('../features/exchange/exchange-page.tsx')).ExchangePage),
  page(
    'exchange/hand-up',
    'exchange',
    at(exchange, '上报'),
    async () => (await import('../features/exchange/hand-up-page.tsx')).HandUpPage,
  ),
  page(
    'exchange/receive',
    'exchange',
    at(exchange, '接收'),
    async () => (await import('../features/exchange/receive-page.tsx')).ReceivePage,
  ),
  page('system', 'system', at('系统'), async () => (await import('../features/system/system-page.tsx')).SystemPage),
]

/** The addresses of the desk. They live behind the `#`, so that both hosts serve one file. */
export function createDeskRouter() {
  return createHashRouter([
    {
      Component: DeskFrame,
      HydrateFallback: () => null,
      children: [...pages, { path: '*', element: <Navigate to="/today" replace /> }],
    },
  ])
}
