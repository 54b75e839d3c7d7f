import type { Words } from '../words/index.ts'
import type { Step } from './stepsOf.ts'

type Args = { steps: Step[]; app: string; files: number; size: string; words: Words }

/** What the button says that does these steps at one tap. */
export const labelOf = ({ steps, app, files, size, words }: Args): string => {
  const said = words.steps
  const whole: Record<string, string> = {
    'save copy open': said.saveCopyOpen({ app }),
    'save copy': said.saveCopy,
    'copy open': said.copyOpen({ app }),
    'save open': said.saveOpen({ app }),
    save: said.saveLabel({ count: files, size }),
    copy: said.copyLabel,
    open: said.open({ app }),
  }
  return whole[steps.join(' ')] ?? said.title
}
