/** Of a body that is not packed as it says, Node 20's own reader may never tell the end. */
import { createServer, type AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { exchange } from '../../src/net/exchange.ts'
import { HttpError } from '../../src/net/failure.ts'
import { readText } from '../../src/net/take.ts'

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 15\r\nconnection: close\r\n\r\n'

it('a body that cannot be unpacked fails', { timeout: 5000 }, async () => {
  const server = createServer((socket) => {
    socket.setNoDelay(true)
    // the body comes when its reader waits already
    socket.once('data', () => {
      socket.write(HEAD)
      setTimeout(() => socket.end('not gzip at all'), 30)
    })
    socket.on('error', () => undefined)
  })
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/games`
  const how = { patienceMs: 300, turn: () => Promise.resolve() }
  const failure: unknown = await exchange({ url, most: 1000 }, how, (reply) => readText(reply)).catch(
    (error: unknown) => error,
  )
  if (!(failure instanceof HttpError)) throw new Error(`no HttpError: ${String(failure)}`)
  expect(failure.again).toBe(true)
  expect(failure.message).toMatch(
    /\/games (?:stopped sending|sent something that is not packed as it says)\.$/,
  )
})
