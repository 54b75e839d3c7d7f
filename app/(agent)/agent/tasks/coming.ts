import type { z } from 'zod'
import type { comingOutput } from '../../../../plugins/distribution/assist/operations/listComing.ts'
import type { readComing } from '../../../../plugins/distribution/assist/operations/readComing.ts'

/** A post that somebody will be asked for later, as the API lists it. */
export type Coming = z.output<typeof comingOutput>

/** The same with its caption and files, as they are by now. */
export type ComingContent = z.output<(typeof readComing)['output']>

const prefix = 'coming-'

/** The name under which a coming post is opened, where a task has its id. */
export const pageOfComing = (delivery: Coming['delivery']): string => `${prefix}${delivery}`

/** The delivery of such a name; undefined where it is the id of a task. */
export const deliveryOf = (page: string): string | undefined =>
  page.startsWith(prefix) ? page.slice(prefix.length) : undefined
