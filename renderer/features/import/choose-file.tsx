import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api, canTakeDropped, saveFile, takeDropped } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'

export const acceptedFiles = '.xlsx,.xls,.et,.csv'

export interface ChooseFileProps {
  register: RegisterName
  busy: boolean
  failure: string | undefined
  onPick: () => void
  onDropped: (picked: { fileRef: string; name: string }) => void
}

/** The first step: one file, chosen or dropped, and what becomes of it. */
export function ChooseFile({ register, busy, failure, onPick, onDropped }: ChooseFileProps) {
  const { label } = registers[register]
  const template = useMutation({
    mutationFn: async () => {
      const { fileRef, name } = await api.register.template({ register })
      await saveFile(fileRef, name)
    },
  })
  const [over, setOver] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [reading, setReading] = useState(false)
  const take = async (files: FileList) => {
    const [file] = files
    setProblem(files.length > 1 ? '一次只导入一个文件，请只拖入一个' : undefined)
    if (file === undefined || files.length > 1) return
    setReading(true)
    try {
      const taken = await takeDropped(file)
      if (taken === null) setProblem('这里不能拖入文件，请点“选择文件”')
      else onDropped(taken)
    } catch (error) {
      setProblem(messageOf(error))
    } finally {
      setReading(false)
    }
  }
  const message = problem ?? failure
  return (
    <>
      <div
        className={over ? 'drop drop-over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => {
          setOver(false)
        }}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          void take(event.dataTransfer.files)
        }}
      >
        <Icon name="upload" className="drop-mark" />
        <p>{canTakeDropped() ? `把${label}表格拖到这里，或者` : `选择要导入的${label}表格`}</p>
        <Button
          type="primary"
          size="large"
          autoFocus
          loading={busy || reading}
          onClick={() => {
            setProblem(undefined)
            onPick()
          }}
        >
          选择文件…
        </Button>
        <p className="muted note">Excel 和 WPS 表格都可以：.xlsx、.xls、.et、.csv，一次一个文件，最多 50 万行</p>
      </div>
      <p className="import-line">
        <span className="muted">还没有表格？先下载模板填写：表头、下拉选项、填写说明都已备好，填好直接导入。</span>
        <Button
          icon={<Icon name="download" />}
          loading={template.isPending}
          onClick={() => {
            template.mutate()
          }}
        >
          下载模板
        </Button>
      </p>
      {template.isError && <Notice tone="bad">{messageOf(template.error)}</Notice>}
      {message !== undefined && (
        <Notice tone="bad">
          <b>这个文件没有打开。</b>
          {message}
        </Notice>
      )}
      <ul className="import-notes">
        <li>表头不用改：平安台自己找表头和各列，下一步再由人核对。</li>
        <li>先试导入，看清数目再写入；写入后也可以整批撤销。</li>
        <li>文件只在这台电脑上读取，不另存副本。{register === 'resident' && '政治面貌、宗教信仰等列不读入。'}</li>
      </ul>
    </>
  )
}
