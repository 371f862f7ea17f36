import { Button, Checkbox, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { api } from '../lib/api.ts'
import { messageOf } from '../lib/errors.ts'
import { afterEnter, phraseAt, sentence, turnOf, without } from './dialogue-lines.ts'
import type { Edit, Speakers } from './dialogue-lines.ts'
import { useField } from './form/form-state.ts'
import type { FieldProps } from './form/form-state.ts'
import { isComposing } from './keyboard.ts'
import { usePhrases } from './phrases.tsx'
import type { PhraseTopic } from './phrases.tsx'
import './dialogue-editor.css'

/** What a record should say. */
export interface KeyPoint {
  label: string
  /** written at a tick */
  words: string
  /** the record says it when it holds one of these */
  signs: readonly string[]
}

interface DialogueEditorProps extends Pick<FieldProps, 'name' | 'label'> {
  speakers: Speakers
  points: readonly KeyPoint[]
  topic: PhraseTopic
  /** most characters */
  limit: number
}

/**
 * A record written as question and answer: Enter goes on with who speaks next, Alt+1… or a press begins another's line, a tick
 * writes what must not be forgotten, a phrase goes where the cursor stands. Holds a string or null.
 */
export function DialogueEditor({ name, label, speakers, points, topic, limit }: DialogueEditorProps) {
  const field = useField({ name, label, required: true })
  const box = useRef<TextAreaRef>(null)
  const text = typeof field.value === 'string' ? field.value : ''
  const [offered, setOffered] = useState<string>()

  const area = () => box.current?.resizableTextArea?.textArea
  const write = (edit: (text: string, cursor: number) => Edit | null) => {
    const element = area()
    if (element === undefined || field.readOnly) return
    const change = edit(element.value, element.selectionEnd)
    if (change !== null) put(element, change)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.shiftKey) return
    const element = event.currentTarget
    if (event.altKey) {
      const speaker = /^Digit[1-9]$/.test(event.code) ? speakers[Number(event.code.slice(5)) - 1] : undefined
      if (speaker === undefined) return
      event.preventDefault()
      write((words, cursor) => turnOf(speaker, words, cursor, speakers))
      return
    }
    if (event.key !== 'Enter' || element.selectionStart !== element.selectionEnd) return
    const change = afterEnter(element.value, element.selectionEnd, speakers)
    if (change === null) return
    event.preventDefault()
    put(element, change)
  }
  const left = limit - text.length
  return (
    <div className="dialogue">
      <div className="dialogue-main" data-field={name} onBlur={field.touch}>
        <div className="dialogue-head">
          <label className="field-label" htmlFor={field.id}>
            {label}
            <span className="field-must" aria-hidden="true">
              *
            </span>
          </label>
          <span className="actions" role="group" aria-label="谁说">
            {speakers.map((speaker, index) => (
              <Button
                key={speaker}
                size="small"
                title={`Alt+${String(index + 1)}`}
                onClick={() => {
                  write((words, cursor) => turnOf(speaker, words, cursor, speakers))
                }}
              >
                {index === 0 ? `问（${speaker}）` : `答（${speaker}）`}
              </Button>
            ))}
          </span>
          <span className="dim note dialogue-hint">Enter 接下一句，Shift+Enter 只换行，Alt+数字换人</span>
        </div>
        <Input.TextArea
          {...field.control}
          ref={box}
          className="dialogue-text"
          status={field.status}
          readOnly={field.readOnly}
          value={text}
          onKeyDown={onKeyDown}
          onChange={({ target }) => {
            field.set(target.value === '' ? null : target.value)
          }}
        />
        <div id={`${field.id}-note`} className="field-note field-error" role="alert">
          {field.error ??
            (left < 0
              ? `超出 ${String(-left)} 字，请分成两次记录`
              : left <= limit / 10
                ? `还可以写 ${String(left)} 字`
                : undefined)}
        </div>
      </div>
      <aside className="dialogue-side" aria-label="要点和常用语">
        <h3>要点</h3>
        <ul>
          {points.map((point) => (
            <li key={point.label}>
              <Checkbox
                checked={point.signs.some((sign) => text.includes(sign))}
                onChange={({ target }) => {
                  write((now, cursor) => (target.checked ? sentence(point.words, now, cursor) : without(point.words, now)))
                }}
              >
                {point.label}
              </Checkbox>
            </li>
          ))}
        </ul>
        <Phrases
          topic={topic}
          onChoose={(words) => {
            write((_, cursor) => ({ from: area()?.selectionStart ?? cursor, to: cursor, words }))
          }}
          onKeep={() => {
            const element = area()
            if (element !== undefined) setOffered(phraseAt(element.value, element.selectionStart, element.selectionEnd, speakers))
          }}
        />
        {offered !== undefined && (
          <NewPhrase
            key={offered}
            topic={topic}
            content={offered}
            onEnd={() => {
              setOffered(undefined)
              area()?.focus()
            }}
          />
        )}
      </aside>
    </div>
  )
}

/** Written as if typed: the browser's own Ctrl+Z takes it back. Where it cannot, the text is set and told of. */
function put(element: HTMLTextAreaElement, { from, to, words }: Edit): void {
  element.focus()
  element.setSelectionRange(from, to)
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else writes into a text field so that it can be undone
  const typed = 'execCommand' in document && document.execCommand(words === '' ? 'delete' : 'insertText', false, words)
  if (typed) return
  element.setRangeText(words, from, to, 'end')
  element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: words }))
}

interface PhrasesProps {
  topic: PhraseTopic
  onChoose: (words: string) => void
  onKeep: () => void
}

/** The office's own words for this kind of record. */
function Phrases({ topic, onChoose, onKeep }: PhrasesProps) {
  const phrases = usePhrases(topic)
  return (
    <>
      <div className="dialogue-side-head">
        <h3>常用语</h3>
        <button type="button" className="link push" onClick={onKeep}>
          存为常用语
        </button>
      </div>
      {phrases?.length === 0 && <p className="dim note">选中一段话，点“存为常用语”，以后一点就插到光标处。</p>}
      <ul className="dialogue-phrases">
        {phrases?.map(({ id, title, text }) => (
          <li key={id}>
            <button
              type="button"
              className="link"
              title={text}
              onClick={() => {
                onChoose(text)
              }}
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** A name for the words to keep; the usual one is how they begin. */
function NewPhrase({ topic, content, onEnd }: { topic: PhraseTopic; content: string; onEnd: () => void }) {
  const [title, setTitle] = useState(content.slice(0, 12))
  const [said, setSaid] = useState<string>()
  if (content === '') return <p className="field-error note">光标所在的一行是空的，先选中要存的话。</p>
  const save = () => {
    if (title.trim() === '') return
    api.register
      .create({ register: 'phrase', values: { topic, title: title.trim(), content: content.slice(0, 2000) } })
      .then(onEnd, (error: unknown) => {
        setSaid(messageOf(error))
      })
  }
  return (
    <div className="dialogue-new" data-own-enter>
      <p className="note">“{content.length > 40 ? `${content.slice(0, 40)}…` : content}”</p>
      <Input
        aria-label="常用语名称"
        size="small"
        autoFocus
        maxLength={60}
        value={title}
        onChange={({ target }) => {
          setTitle(target.value)
        }}
        onKeyDown={(event) => {
          if (isComposing(event)) return
          if (event.key === 'Enter') {
            event.preventDefault() // the record around it would be saved
            save()
          }
          if (event.key === 'Escape') {
            event.preventDefault()
            event.stopPropagation()
            onEnd()
          }
        }}
      />
      <span className="actions">
        <Button size="small" onClick={onEnd}>
          不存
        </Button>
        <Button size="small" type="primary" onClick={save}>
          存下
        </Button>
      </span>
      {said !== undefined && <p className="field-error note">{said}</p>}
    </div>
  )
}
