import type { TaskFile } from '../tasks/task.ts'
import { localUrl } from './localUrl.ts'

/** Browsers drop a download that begins in the same moment as another one, in milliseconds. */
const apartMs = 400

/** Puts each file among the phone's downloads. */
export const saveFiles = async (files: TaskFile[]): Promise<void> => {
  for (const [index, file] of files.entries()) {
    if (index > 0) await new Promise((resolve) => setTimeout(resolve, apartMs))
    const link = document.createElement('a')
    link.href = localUrl(file.url, window.location.origin)
    link.download = file.filename
    document.body.append(link)
    link.click()
    link.remove()
  }
}
