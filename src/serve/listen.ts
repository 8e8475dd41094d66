/** A server begins to listen. */
import type { Server } from 'node:http'
import { CuratorError, errno, problem } from '../errors.ts'

/** Returns the port. Throws `port-taken`. Without a host it listens on all addresses of this machine. */
export function listen(
  server: Server,
  { port, host }: { readonly port: number; readonly host?: string },
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const isTaken = errno(error) === 'EADDRINUSE' || errno(error) === 'EACCES'
      const why =
        errno(error) === 'EADDRINUSE'
          ? `Port ${port} is taken: another program listens there, perhaps another \`curator serve\`.`
          : `Port ${port} may not be used: the system keeps it for itself.`
      reject(isTaken ? new CuratorError(problem('port-taken', why), { cause: error }) : error)
    })
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
