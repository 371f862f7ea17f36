import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { api } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { useSession } from '../../lib/session.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/sheet.tsx'
import { PackageBook } from './package-book.tsx'
import { PeerSheet } from './peer-list.tsx'
import { UnitCardSheet } from './unit-card.tsx'
import './exchange.css'

/** 数据交换: who we are, whom we know, and every package that went either way. */
export function ExchangePage() {
  const navigate = useNavigate()
  const county = useSession().unit.kind === 'county'
  const peers = useQuery({ queryKey: ['exchange', 'peers'], queryFn: () => api.exchange.listPeers() })
  const packages = useQuery({ queryKey: ['exchange', 'packages'], queryFn: () => api.exchange.listPackages() })
  const waiting = packages.data?.packages.filter(({ status, kind }) => status === 'exported' && kind === 'up').length ?? 0
  return (
    <div className="page">
      <PageHead
        title="数据交换"
        note={waiting > 0 ? `${String(waiting)} 个包等回执` : undefined}
        actions={
          <>
            <Button
              type={county ? 'primary' : 'default'}
              icon={<Icon name="download" />}
              onClick={() => void navigate('/exchange/receive')}
            >
              接收
            </Button>
            {!county && (
              <Button type="primary" icon={<Icon name="upload" />} onClick={() => void navigate('/exchange/hand-up')}>
                上报
              </Button>
            )}
          </>
        }
      />
      <div className="exchange-top">
        <UnitCardSheet />
        <PeerSheet peers={peers.data?.peers} failure={peers.isError ? messageOf(peers.error) : undefined} />
      </div>
      {packages.isError && <Notice tone="bad">{messageOf(packages.error)}</Notice>}
      {packages.data !== undefined && <PackageBook packages={packages.data.packages} />}
    </div>
  )
}
