/** One doubt: what it asks, what can be said to it, and what speaks for each side. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { KEYS, settlesWords } from '../../review/item.ts'
import type { ReviewEvidenceAnswer, ReviewItemAnswer } from '../../serve/api.ts'
import { useAnswer } from './client.ts'
import { useKeys } from './keys.ts'
import { Answered } from './notes.tsx'
import { Verdicts } from './verdicts.tsx'

interface DoubtProps {
  readonly item: ReviewItemAnswer
  readonly canWrite: boolean
  readonly canUndo: boolean
  readonly takesFocus: boolean
  readonly onDecide: (verdict: string) => Promise<void>
  readonly onUndo: () => Promise<void>
  readonly onSkip: () => void
}

export function Doubt({ item, canWrite, canUndo, takesFocus, onDecide, onUndo, onSkip }: DoubtProps) {
  const reply = useAnswer('/api/review/item', { id: item.id })
  const [form, setForm] = useState<'rename' | 'platform'>()
  const evidence = reply?.ok ? reply.value : undefined
  const heading = useRef<HTMLHeadingElement>(null)
  // the button that had it is gone with the item before
  useEffect(() => {
    if (takesFocus && document.activeElement === document.body) heading.current?.focus()
  }, [])
  const changeForm = (next: typeof form): void => {
    setForm(next)
    if (next === undefined) heading.current?.focus()
  }
  const actions = useMemo(() => new Map(evidence?.actions), [evidence])
  useKeys((key) => {
    if (key === KEYS.skip) {
      onSkip()
      return true
    }
    if (key === KEYS.undo && canUndo) {
      void onUndo()
      return true
    }
    if (!canWrite) return false
    const number = /^[1-9]$/.test(key) ? Number(key) : 0
    if (number > 0 && number <= (evidence?.choices.length ?? 0)) {
      void onDecide(`accept ${number}`)
      return true
    }
    const action = [...actions.keys()].find((name) => isAction(name) && KEYS[name] === key)
    if (action === undefined) return false
    if (action === 'rename' || action === 'platform') setForm(action)
    else void onDecide(action)
    return true
  })
  return (
    <article class="doubt">
      <p class="quiet">
        {item.kind.replaceAll('-', ' ')}
        {item.platform === undefined ? '' : ` · ${item.platform}`} · {settlesWords(item)}
        {item.isNew ? ' · new' : ''}
      </p>
      <h2 tabIndex={-1} ref={heading}>
        {item.subject}
      </h2>
      <Answered reply={reply}>{({ question }) => <p class="lead">{question}</p>}</Answered>
      {/* before the evidence, which may be longer than any screen: so the buttons stand where the eye is */}
      <Verdicts
        item={item}
        actions={actions}
        choices={evidence?.choices ?? []}
        canWrite={canWrite}
        canUndo={canUndo}
        form={form}
        onForm={changeForm}
        onDecide={onDecide}
        onUndo={onUndo}
        onSkip={onSkip}
      />
      {evidence === undefined ? null : <Sides evidence={evidence} />}
    </article>
  )
}

function Sides({ evidence: { sides, choices } }: { readonly evidence: ReviewEvidenceAnswer }) {
  return (
    <div class="sides">
      {sides.map(({ title, facts, choice }, i) => (
        <section
          key={`${i} ${title}`}
          class={`side ${choice === undefined && choices.length !== 0 ? 'side-own' : ''}`}
        >
          <h3>
            {choice === undefined ? null : <span class="key">{choice}</span>} {title}
          </h3>
          <dl class="facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

function isAction(name: string): name is keyof typeof KEYS {
  return Object.hasOwn(KEYS, name)
}
