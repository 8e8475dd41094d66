/** How we talk to SQLite. */
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { connect } from '../../src/catalog/sqlite.ts'
import { tempDir } from '../support/cli.ts'

/** Of objects that nothing but the connection may hold on to. */
function made(): WeakRef<object>[] {
  const db = connect(join(tempDir('sqlite'), 'test.db'))
  const statement = db.prepare('select 1 union select 2')
  const whole = statement.iterate()
  expect([...whole]).toHaveLength(2)
  const begun = db.prepare('select 1 union select 2').iterate()
  begun.next()
  begun.return?.()
  return [db, statement, whole, begun].map((thing) => new WeakRef(thing))
}

describe('what the driver made', () => {
  it('is never freed: newer Nodes end when it is', async () => {
    const things = made()
    const other = new WeakRef({})
    await new Promise((resolve) => setImmediate(resolve))
    setFlagsFromString('--expose-gc')
    runInNewContext('gc()')
    expect(other.deref()).toBeUndefined()
    expect(things.map((thing) => thing.deref() !== undefined)).toEqual([true, true, true, true])
  })
})
