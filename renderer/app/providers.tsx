import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import { useLayoutEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { LookContext } from '../ui/look.ts'
import { antdTheme, applyLook, defaultLook } from '../ui/theme.ts'
import type { Look } from '../ui/theme.ts'
import { TodayContext } from '../ui/today.ts'
import 'dayjs/locale/zh-cn'
import '../ui/base.css'

dayjs.locale('zh-cn')

export interface ProvidersProps {
  look?: Look
  /** the office's day, `YYYY-MM-DD`, from the backend's clock */
  today: string
  children: ReactNode
}

/** The look, the language, the day and the query cache: what every page stands on. */
export function Providers({ look = defaultLook, today, children }: ProvidersProps) {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } }),
  )
  const theme = useMemo(() => antdTheme(look), [look])
  const frame = useMemo(() => ({ look, nonce: readNonce() }), [look])
  useLayoutEffect(() => {
    applyLook(look, document.documentElement)
  }, [look])
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      csp={{ nonce: frame.nonce }}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <LookContext value={frame}>
        <TodayContext value={today}>
          <QueryClientProvider client={queries}>{children}</QueryClientProvider>
        </TodayContext>
      </LookContext>
    </ConfigProvider>
  )
}

/** The host writes the nonce of its Content-Security-Policy into the page; style elements must carry it. */
function readNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
}
