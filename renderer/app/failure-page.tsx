import { Button } from 'antd'
import { Component } from 'react'
import type { ReactNode } from 'react'
import { Notice } from '../ui/notice.tsx'
import './shell.css'

export interface Failure {
  /** what does not work, in one sentence */
  title: string
  /** what a person can do now */
  advice: string
  /** number to name to support */
  incident?: string | undefined
  /** where the log lies, when the host knows */
  logPath?: string | undefined
}

/** Stands instead of the desk when it cannot run. What was saved is safe, and the page says so. */
export function FailurePage({ failure, onRetry }: { failure: Failure; onRetry?: (() => void) | undefined }) {
  return (
    <main className="failure">
      <section className="sheet">
        <h1>{failure.title}</h1>
        <Notice tone="warn">{failure.advice}</Notice>
        <p>已经保存的资料和草稿都在本机，没有丢失。</p>
        {failure.incident !== undefined && (
          <p className="muted">
            编号 <code>{failure.incident}</code>
          </p>
        )}
        {failure.logPath !== undefined && (
          <p className="muted">
            日志 <code>{failure.logPath}</code>
          </p>
        )}
        {onRetry !== undefined && (
          <div className="actions">
            <Button type="primary" onClick={onRetry}>
              重新打开
            </Button>
          </div>
        )}
      </section>
    </main>
  )
}

interface BoundaryProps {
  /** tells the host; gets an incident number back */
  report: (error: unknown) => string
  children: ReactNode
}

/** Turns an error while drawing into the failure page. */
export class FailureBoundary extends Component<BoundaryProps, { incident: string | undefined }> {
  override state: { incident: string | undefined } = { incident: undefined }

  static getDerivedStateFromError() {
    return { incident: '' }
  }

  override componentDidCatch(error: unknown): void {
    this.setState({ incident: this.props.report(error) })
  }

  override render(): ReactNode {
    const { incident } = this.state
    if (incident === undefined) return this.props.children
    const failure = {
      title: '页面出错了',
      advice: '请重新打开。若再次出现，请把编号告诉维护人员。',
      incident: incident === '' ? undefined : incident,
    }
    return (
      <FailurePage
        failure={failure}
        onRetry={() => {
          window.location.reload()
        }}
      />
    )
  }
}
