import { expect, test } from 'vitest'
import { answerHealth } from './answerHealth.ts'

test('a process whose tick fails is ready all the same, and says what does not go well', async () => {
  const warning = {
    code: 'TICK_FAILING',
    message: 'The last tick failed at expireClaims.',
  } as const
  const ask = async (warnings: (typeof warning)[]) => {
    const health = { troubles: async () => [], warnings: () => warnings, metrics: async () => '' }
    const asked = { path: '/ready', authorization: null, token: undefined, isLocal: true }
    const response = await answerHealth({ ...asked, health: async () => health })
    return { status: response.status, ...((await response.json()) as object) }
  }
  expect(await ask([])).toEqual({ status: 200, ready: true, reasons: [] })
  expect(await ask([warning])).toEqual({
    ...{ status: 200, ready: true, reasons: [], warnings: [warning] },
  })
})
