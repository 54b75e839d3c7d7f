import { createPush, type Push } from '../channels/manual/push.ts'
import type { Settings } from '../options.ts'

const made = new WeakMap<Settings, Push>()

/** The push service of this installation, made once; undefined where none is set up. */
export const pushOf = (settings: Settings): Push | undefined => {
  if (!settings.push) return undefined
  const known = made.get(settings)
  if (known) return known
  const push = createPush(settings.push)
  made.set(settings, push)
  return push
}
