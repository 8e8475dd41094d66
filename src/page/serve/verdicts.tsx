/** What can be said to a doubt: a button for each, with its key. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { extensionIn, KEYS } from '../../review/item.ts'
import type { ReviewItemAnswer } from '../../serve/api.ts'

interface VerdictsProps {
  readonly item: ReviewItemAnswer
  /** Action → what it comes to, in words. */
  readonly actions: ReadonlyMap<string, string>
  readonly choices: readonly { readonly label: string }[]
  readonly canWrite: boolean
  readonly canUndo: boolean
  /** Which of the two that need a word is being said. */
  readonly form: 'rename' | 'platform' | undefined
  readonly onForm: (form: 'rename' | 'platform' | undefined) => void
  readonly onDecide: (verdict: string) => Promise<void>
  readonly onUndo: () => Promise<void>
  readonly onSkip: () => void
}

export function Verdicts(props: VerdictsProps) {
  const { item, actions, choices, canWrite, canUndo, form, onForm, onDecide, onUndo, onSkip } = props
  const simple = [...actions].filter(([action]) => action !== 'accept' && !needsWord(action))
  return (
    <div class="verdicts">
      {actions.has('accept')
        ? choices.map(({ label }, i) => (
            <Verdict
              key={label}
              name={`${label}: ${actions.get('accept') ?? ''}`}
              letter={String(i + 1)}
              isFirst={i === 0}
              disabled={!canWrite}
              onPress={() => void onDecide(`accept ${i + 1}`)}
            />
          ))
        : null}
      {simple.map(([action, words]) => (
        <Verdict
          key={action}
          name={words}
          letter={keyOf(action)}
          disabled={!canWrite}
          onPress={() => void onDecide(action)}
        />
      ))}
      {[...actions].map(([action, words]) =>
        needsWord(action) ? (
          <Verdict
            key={action}
            name={`${words}…`}
            letter={keyOf(action)}
            disabled={!canWrite}
            onPress={() => onForm(form === action ? undefined : action)}
          />
        ) : null,
      )}
      <Verdict name="later" letter="space" onPress={onSkip} />
      <Verdict name="take back" letter={KEYS.undo} disabled={!canUndo} onPress={() => void onUndo()} />
      {form === undefined ? null : (
        <WordForm key={form} form={form} item={item} onSay={onDecide} onLeave={() => onForm(undefined)} />
      )}
    </div>
  )
}

interface VerdictProps {
  readonly name: string
  readonly letter: string
  readonly isFirst?: boolean
  readonly disabled?: boolean
  readonly onPress: () => void
}

function Verdict({ name, letter, isFirst = false, disabled = false, onPress }: VerdictProps) {
  return (
    <button type="button" class={isFirst ? 'first' : ''} disabled={disabled} onClick={onPress}>
      <kbd>{letter}</kbd> {name}
    </button>
  )
}

interface WordFormProps {
  readonly form: 'rename' | 'platform'
  readonly item: ReviewItemAnswer
  readonly onSay: (verdict: string) => Promise<void>
  readonly onLeave: () => void
}

/** A title, or the slug of a platform. Escape leaves it. */
function WordForm({ form, item, onSay, onLeave }: WordFormProps) {
  const input = useRef<HTMLInputElement>(null)
  const [isForAll, setForAll] = useState(false)
  useEffect(() => input.current?.focus(), [])
  const say = (event: Event): void => {
    event.preventDefault()
    const word = input.current?.value.trim() ?? ''
    if (word !== '') void onSay(`${form} ${word}${form === 'platform' && isForAll ? ' all' : ''}`)
  }
  const title = item.kind === 'company' ? 'The name of the company' : 'The title of the game'
  const label = form === 'rename' ? title : 'The platform, such as nes'
  const extension = item.kind === 'dat' || item.kind === 'extension' ? '' : extensionIn(item.subject)
  return (
    <form class="word" onSubmit={say} onKeyDown={(event) => event.key === 'Escape' && onLeave()}>
      <label>
        {label}
        <input ref={input} type="text" autocomplete="off" autocapitalize="off" spellcheck={false} />
      </label>
      {form === 'platform' && extension !== '' ? (
        <label class="check">
          <input type="checkbox" checked={isForAll} onChange={() => setForAll(!isForAll)} />
          and all files called .{extension}
        </label>
      ) : null}
      <button type="submit" class="first">
        Say so
      </button>
    </form>
  )
}

function needsWord(action: string): action is 'rename' | 'platform' {
  return action === 'rename' || action === 'platform'
}

function keyOf(action: string): string {
  return Object.entries(KEYS).find(([name]) => name === action)?.[1] ?? ''
}
