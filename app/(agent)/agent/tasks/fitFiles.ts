import type { TaskFile } from './task.ts'

type Args = {
  /** Those that are needed first stand first. */
  files: Pick<TaskFile, 'url' | 'bytes'>[]
  mostBytes: number
}

/** The addresses of the files for which there is room, each once. Behind one that is too large, smaller ones still fit. */
export const fitFiles = ({ files, mostBytes }: Args): string[] => {
  const urls = new Set<string>()
  let room = mostBytes
  for (const { url, bytes } of files) {
    if (urls.has(url) || bytes > room) continue
    urls.add(url)
    room -= bytes
  }
  return [...urls]
}
