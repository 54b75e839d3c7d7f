import type { z } from 'zod'
import type { deviceOutput } from '../../../../plugins/distribution/assist/deviceAnswer.ts'
import { callApi, type Reply } from '../shell/callApi.ts'
import { toldOf } from './pushState.ts'
import { readBrowser } from './readBrowser.ts'

/** A phone as the API describes it. */
export type Phone = z.output<typeof deviceOutput>

type Args = {
  device: string
  /** In which pushes come (BCP 47). */
  language: string
  token?: string
}

/** Tells the server that the app is in use on this phone, and how it is with notifications here. */
export const reportPhone = ({ device, language, token }: Args): Promise<Reply<Phone>> =>
  callApi<Phone>({
    path: `/devices/${encodeURIComponent(device)}/report`,
    method: 'POST',
    body: { language, token, notifications: toldOf(readBrowser()) },
  })
