import { run } from './run.ts'
import type { Scope } from './scope.ts'

/** Written in as the script is put together. */
declare const deployment: string

run({ scope: globalThis as unknown as Scope, version: deployment })
