/** What every view stands in: the name of the library, the ways through it, and the main part. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { addressOf } from './route.ts'

export interface Way {
  readonly name: string
  readonly path: readonly string[]
  /** A number beside the name, such as how many wait. */
  readonly count?: string
}

interface ShellProps {
  readonly title: string
  readonly ways: readonly Way[]
  /** The first part of the route. */
  readonly at: string
  /** Of the view: the top is shown when it becomes another. */
  readonly view: string
  readonly children: ComponentChildren
  readonly footer?: ComponentChildren
}

export function Shell({ title, ways, at, view, children, footer }: ShellProps) {
  const main = useRef<HTMLElement>(null)
  const isFirst = useRef(true)
  useEffect(() => {
    // a new view is read from its top, by eye and by ear; the first one as any page
    if (!isFirst.current) {
      scrollTo(0, 0)
      main.current?.focus({ preventScroll: true })
    }
    isFirst.current = false
  }, [view])
  const way = ways.find(({ path }) => (path[0] ?? '') === at)?.name ?? ''
  useEffect(() => {
    document.title = at === '' || way === '' ? title : `${way} · ${title}`
  }, [at, way, title])
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => focusMain(event, main.current)}>
        Skip to the content
      </a>
      <header class="top">
        <div class="wide">
          <a class="brand" href="#/">
            {title}
          </a>
          <nav aria-label="Views">
            <ul>
              {ways.map(({ name, path, count }) => (
                <li key={name}>
                  <a href={addressOf(path)} aria-current={(path[0] ?? '') === at ? 'page' : undefined}>
                    {name}
                    {count === undefined ? null : <span class="pill">{count}</span>}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <main id="main" class="wide" tabIndex={-1} ref={main}>
        {children}
      </main>
      {footer === undefined ? null : <footer class="wide foot">{footer}</footer>}
    </>
  )
}

/** The part behind `#` is the route, so the link cannot go there by itself. */
function focusMain(event: Event, main: HTMLElement | null): void {
  event.preventDefault()
  main?.focus()
}
