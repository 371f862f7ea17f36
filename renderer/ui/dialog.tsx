import { ConfigProvider } from 'antd'
import { useId, useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import './dialog.css'

export interface DialogProps {
  open: boolean
  /** seen and read out; `label` is read out alone */
  title?: string
  label?: string
  /** Esc, and a click beside the dialog when `lightDismiss` is set */
  onClose?: () => void
  lightDismiss?: boolean
  /** nothing but its own content closes it; the browser would let a second Esc through */
  stays?: boolean
  className?: string
  children: ReactNode
}

/**
 * The browser's own modal dialog: it traps the keyboard, gives focus back, and needs no style of its own at run time.
 * It is drawn in place, so it disappears with the page when the desk is locked.
 */
export function Dialog({ open, ...props }: DialogProps) {
  return open ? <OpenDialog {...props} /> : null
}

function OpenDialog({
  title,
  label,
  onClose,
  lightDismiss = false,
  stays = false,
  className = '',
  children,
}: Omit<DialogProps, 'open'>) {
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const dialog = element.current
    dialog?.showModal()
    return () => {
      dialog?.close()
    }
  }, [])
  return (
    <dialog
      ref={element}
      className={`dialog ${className}`}
      {...(title === undefined ? { 'aria-label': label } : { 'aria-labelledby': titleId })}
      {...(stays && { closedby: 'none' })}
      onKeyDownCapture={(event) => {
        // Esc is first for the list that is open in the dialog
        const { key, target } = event
        if (key === 'Escape' && target instanceof Element && target.closest('.ant-select-open') !== null) event.preventDefault()
      }}
      onCancel={(event) => {
        event.preventDefault()
        if (!stays) onClose?.()
      }}
      onClose={({ currentTarget }) => {
        if (currentTarget.open) return
        if (stays) {
          currentTarget.showModal()
          return
        }
        onClose?.()
        // the page may have asked first whether to leave what was typed
        setTimeout(() => {
          if (currentTarget.isConnected && !currentTarget.open) currentTarget.showModal()
        })
      }}
      onPointerDown={({ target, currentTarget }) => {
        if (lightDismiss && target === currentTarget) onClose?.()
      }}
    >
      <ConfigProvider getPopupContainer={() => element.current ?? document.body}>
        {title === undefined ? (
          children
        ) : (
          <>
            <div className="dialog-head">
              <h2 id={titleId}>{title}</h2>
            </div>
            <div className="dialog-body">{children}</div>
          </>
        )}
      </ConfigProvider>
    </dialog>
  )
}
