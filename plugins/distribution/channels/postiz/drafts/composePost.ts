import type { ChannelFacts, Content } from '../../adapter.ts'
import type { NewPost } from '../api/writePost.ts'
import { fillSettings } from '../check/fillSettings.ts'
import { layOutPost } from '../text/layOutPost.ts'

type Args<Image> = {
  channel: ChannelFacts & { integrationId: string }
  content: Content
  /** What stands for each of `filesOf(content)`. */
  images: Image[]
  /** By which a draft is known again; missing where there is no delivery yet. */
  reference?: string
}

/**
 * A post exactly as Postiz is given it: its text and what follows it laid out, its settings completed. What is staged and
 * what is shown beforehand are both made here.
 */
export const composePost = <Image>(args: Args<Image>): NewPost<Image> => {
  const { channel, content, images, reference } = args
  return {
    integrationId: channel.integrationId,
    ...layOutPost({ channel, content, images }),
    settings: {
      ...fillSettings({ channel, content }),
      ...(reference === undefined ? {} : { postyardRef: reference }),
    },
  }
}
