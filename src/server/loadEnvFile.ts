import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadEnvFile as load } from 'node:process'

/** Reads `.env` of the checkout at `root` into the environment; what is set already stays. */
export function loadEnvFile(root: string): void {
  const path = join(root, '.env')
  if (existsSync(path)) load(path)
}
