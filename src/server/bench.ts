import { parseArgs } from 'node:util'
import type { Benchmark } from '../../bench/support/benchmark.ts'
import { printMetrics } from '../../bench/support/printMetrics.ts'
import { listenForStop } from './listenForStop.ts'
import { runCommand } from './runCommand.ts'
import { setupError } from './setupError.ts'

const benchmarks: Record<string, () => Promise<Benchmark>> = {
  calendar: async () => (await import('../../bench/calendar/index.ts')).calendar,
  queue: async () => (await import('../../bench/queue/index.ts')).queue,
  dispatch: async () => (await import('../../bench/dispatch/index.ts')).dispatch,
  lateness: async () => (await import('../../bench/lateness/index.ts')).lateness,
  media: async () => (await import('../../bench/media/index.ts')).media,
  plan: async () => (await import('../../bench/plan/index.ts')).plan,
  postiz: async () => (await import('../../bench/postiz/index.ts')).postiz,
  series: async () => (await import('../../bench/series/index.ts')).series,
  stream: async () => (await import('../../bench/stream/index.ts')).stream,
  worker: async () => (await import('../../bench/worker/index.ts')).worker,
}

/** `npm run bench -- NAME [--json]`: measures, beside peers in the same run, and prints the figures. */
await runCommand(async () => {
  const [name = '', ...rest] = process.argv.slice(2)
  const load = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined
  if (!load) {
    throw setupError({
      code: 'WRONG_ARGUMENTS',
      message: `Say which benchmark: npm run bench -- ${Object.keys(benchmarks).join('|')} [--json]${name ? ` ("${name}" is none)` : ''}.`,
    })
  }
  const benchmark = await load()
  const { options, isJson } = readOptions({ name, benchmark, args: rest })
  const signal = listenForStop()
  const say = (line: string) => process.stderr.write(`  ${line}\n`)
  const metrics = await benchmark.run({ options, say, signal }).catch((cause) => {
    if (!signal.aborted) throw cause
    throw setupError({ code: 'STOPPED', message: 'It was stopped before its end.', cause })
  })
  printMetrics({ metrics, isJson, write: (text) => process.stdout.write(text) })
  return 0
})

type ReadArgs = { name: string; benchmark: Benchmark; args: string[] }

/** Throws `WRONG_ARGUMENTS`. */
function readOptions({ name, benchmark, args }: ReadArgs) {
  const names = Object.keys(benchmark.options)
  const wrong = () =>
    setupError({
      code: 'WRONG_ARGUMENTS',
      message: `The benchmark ${name} takes ${names.map((option) => `--${option} (${benchmark.options[option]})`).join(', ')}, each a whole number above 0, and --json.`,
    })
  const values = (() => {
    try {
      const numbers = names.map((option) => [option, { type: 'string' as const }])
      return parseArgs({
        args,
        options: { json: { type: 'boolean', default: false }, ...Object.fromEntries(numbers) },
      }).values as Record<string, string | boolean | undefined>
    } catch (cause) {
      throw Object.assign(wrong(), { cause })
    }
  })()
  const options = Object.fromEntries(
    names.map((option) => [option, Number(values[option] ?? benchmark.options[option])]),
  )
  if (Object.values(options).some((value) => !Number.isInteger(value) || value < 1)) throw wrong()
  return { options, isJson: values.json === true }
}
