import { callApi, type Reply } from '../shell/callApi.ts'
import type { Answer } from './answerBook.ts'
import type { PhotoKeeper } from './keepPhotos.ts'
import type { Accepted } from './sendAnswers.ts'

type Args = {
  /** Of the person whose answers they are: nobody else's, whoever has logged in on this phone meanwhile. */
  authorization: string
  readPhoto: PhotoKeeper['read']
  base?: string
}

type Calls = {
  post: (answer: Answer) => Promise<Reply<Accepted>>
  /** Undefined where the photo is not kept any more. */
  postPhoto: (answer: Answer, name: string) => Promise<Reply<unknown> | undefined>
}

/** How long a photo may take on a bad network, in milliseconds. */
const photoMs = 90_000

const pathOf = (answer: Answer) => `/assist/tasks/${encodeURIComponent(answer.task)}`

/** The requests by which the answers of one person, and their photos, are sent. */
export const answerCalls = ({ authorization, readPhoto, base }: Args): Calls => ({
  post: (answer) =>
    callApi<Accepted>({
      base,
      authorization,
      path: `${pathOf(answer)}/answer`,
      method: 'POST',
      key: answer.key,
      body: {
        outcome: answer.outcome,
        url: answer.url,
        note: answer.note,
        minutes: answer.minutes,
      },
    }),
  postPhoto: async (answer, name) => {
    // A photo that cannot be read is as good as gone: its answer goes without it, and the person is told.
    const photo = await readPhoto(name).catch(() => undefined)
    if (!photo) return undefined
    return callApi({
      base,
      authorization,
      path: `${pathOf(answer)}/proof`,
      method: 'POST',
      key: `${answer.key}-photo`,
      body: photo,
      timeoutMs: photoMs,
    })
  },
})
