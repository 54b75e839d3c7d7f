import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Child, superviseChild } from '../../src/server/superviseChild.ts'

let folder = ''
let child: Child | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postyard-child-'))
})
afterEach(async () => {
  await child?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const supervise = (code: string, more: { stopTimeoutMs?: number } = {}) => {
  const troubles: string[] = []
  const givenUp = Promise.withResolvers<Error>()
  child = superviseChild({
    name: 'helper',
    program: process.execPath,
    args: ['-e', code],
    env: process.env,
    cwd: folder,
    logFile: join(folder, 'helper.log'),
    stopTimeoutMs: 5_000,
    onTrouble: (sentence) => troubles.push(sentence),
    onGiveUp: givenUp.resolve,
    ...more,
  })
  return { child, troubles, givenUp: givenUp.promise }
}

const waitFor = async (isSo: () => boolean) => {
  for (let waitedMs = 0; !isSo(); waitedMs += 20) {
    if (waitedMs > 20_000) throw new Error('waited 20 s in vain')
    await sleep(20)
  }
}

describe('a supervised process', () => {
  it('that dies is told of with its last words, and runs again', async () => {
    const { troubles } = supervise(`
      const fs = require('node:fs')
      fs.appendFileSync('runs', 'x')
      if (fs.readFileSync('runs', 'utf8') === 'x') throw new Error('out of paper')
      setInterval(() => {}, 1000)`)
    const runs = join(folder, 'runs')
    await waitFor(() => existsSync(runs) && readFileSync(runs, 'utf8') === 'xx')
    expect(troubles).toEqual([
      expect.stringMatching(
        /^The helper ended with code 1: Error: out of paper .*again in 0\.5 s$/,
      ),
    ])
  })

  it('that dies again and again is given up in one sentence', async () => {
    const { givenUp, troubles } = supervise(`process.exit(3)`)
    await expect(givenUp).resolves.toMatchObject({
      code: 'CHILD_WILL_NOT_RUN',
      message: expect.stringMatching(
        /^The helper ended with code 3[^\n]*5 times within a minute[^\n]*$/,
      ),
    })
    expect(troubles).toHaveLength(4)
  })

  it('is not started again once it was stopped, and one that does not listen is ended', async () => {
    const { child, troubles } = supervise(
      `process.on('SIGTERM', () => {}); require('node:fs').writeFileSync('up', ''); setInterval(() => {}, 1000)`,
      { stopTimeoutMs: 300 },
    )
    await waitFor(() => existsSync(join(folder, 'up')))
    const pid = child.pid()!
    await child.stop()
    await sleep(700)
    expect(child.pid()).toBe(pid)
    expect(() => process.kill(pid, 0)).toThrow()
    expect(troubles).toEqual([])
  })
})
