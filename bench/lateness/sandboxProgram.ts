import { type PostizSandboxOptions, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'

/** What this program is started with. */
export type SandboxOrder = Pick<PostizSandboxOptions, 'organisations' | 'limitPerHour'>

/** What this program says. */
export type SandboxMessage = { type: 'listening'; url: string }

const { organisations, limitPerHour = 1_000_000 } = JSON.parse(process.argv[2]!) as SandboxOrder
process.once('disconnect', () => process.exit(0))

/** A stand-in for Postiz in a process of its own, without a limit of requests unless that is what is measured. */
const { url } = await startPostizSandbox({
  port: 0,
  organisations,
  limitPerHour,
  publishDelayMs: 50,
})
process.send!({ type: 'listening', url } satisfies SandboxMessage)
