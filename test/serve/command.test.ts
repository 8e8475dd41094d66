/** `curator serve`, as a person starts and ends it. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { emptyProject, LEAST, type Project } from '../cli/support.ts'
import { logiqxDat } from '../support/dat.ts'

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url))

function gbProject(): Project {
  const project = emptyProject('serve')
  project.configure(LEAST)
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [{ name: 'One (USA).gb', bytes: 'rom One' }]))
  project.write('roms/One (USA).gb', 'rom One')
  return project
}

/** A server that runs until the test stops it. */
async function started(project: Project, ...args: readonly string[]) {
  const child = spawn(process.execPath, [CLI, 'serve', '--port', '0', ...args], {
    cwd: project.dir,
    env: { PATH: process.env['PATH'], HOME: project.dir, NO_COLOR: '1', TZ: 'UTC' },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (more: string) => (stdout += more))
  child.stderr.setEncoding('utf8').on('data', (more: string) => (stderr += more))
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  await expect
    .poll(() => stdout, { timeout: 20_000 })
    .toMatch(/^Open http:\/\/127\.0\.0\.1:\d+\/\?ticket=\S+\n$/)
  const link = stdout.slice('Open '.length).trim()
  const { headers } = await fetch(link)
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
  const { origin } = new URL(link)
  return {
    stderr: () => stderr,
    get: async (path: string): Promise<unknown> =>
      (await fetch(origin + path, { headers: { cookie } })).json(),
    post: (path: string) =>
      fetch(origin + path, {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/json' },
        body: '{}',
      }),
    stop: () => {
      child.kill('SIGINT')
      return ended
    },
  }
}

describe('curator serve', () => {
  it('prints a link, says what it allows, and ends at once', async () => {
    const server = await started(gbProject())
    expect(server.stderr()).toBe(
      'The link works once. The page only shows; `--write` allows more. Ctrl-C ends it.\n',
    )
    const began = performance.now()
    expect(await server.stop()).toBe(130)
    expect(performance.now() - began).toBeLessThan(2000)
  })

  it('prints the link as a line of JSON when it is asked to', async () => {
    const child = spawn(process.execPath, [CLI, 'serve', '--port', '0', '--json', '--quiet'], {
      cwd: gbProject().dir,
      env: { PATH: process.env['PATH'] },
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    let stdout = ''
    child.stdout.setEncoding('utf8').on('data', (more: string) => (stdout += more))
    await expect.poll(() => stdout, { timeout: 20_000 }).toMatch(/\n$/)
    const { url, port, write } = JSON.parse(stdout) as { url: string; port: number; write: boolean }
    expect(url).toMatch(`http://127.0.0.1:${port}/?ticket=`)
    expect(write).toBe(false)
    expect((await fetch(url)).status).toBe(200)
  })

  it('plans and builds by a curator of its own', async () => {
    const project = gbProject()
    const server = await started(project, '--write')
    await server.post('/api/plan')
    await expect
      .poll(() => server.get('/api/plan'), { timeout: 20_000 })
      .toMatchObject({
        targets: [{ name: 'plain', put: 1, kept: 0 }],
      })
    expect(project.files('out')).toEqual({})
    await server.post('/api/build')
    await expect
      .poll(() => Object.keys(project.files('out')), { timeout: 20_000 })
      .toEqual(['gb/One (USA).gb'])
    await expect.poll(() => server.get('/api/plan'), { timeout: 20_000 }).toMatchObject({ targets: null })
    expect(await server.get('/api/library')).toMatchObject({ platforms: [{ slug: 'gb', owned: 1 }] })
    expect(await server.stop()).toBe(130)
  })

  it('tells what is wrong before it listens', async () => {
    const project = gbProject()
    const other = createServer()
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    )
    onTestFinished(() => void other.close())
    const taken = await project.run(['serve', '--port', String(port)])
    expect(taken.code).toBe(2)
    expect(taken.stderr).toBe(
      `error Port ${port} is taken: another program listens there, perhaps another \`curator serve\`. [port-taken]\n` +
        '  Choose another with --port, or --port 0 for any that is free.\n',
    )
    const odd = await project.run(['serve', '--port', 'http'])
    expect(odd.code).toBe(2)
    expect(odd.stderr).toContain('`--port` takes a number from 0 to 65535, not `http`.')
  })
})
