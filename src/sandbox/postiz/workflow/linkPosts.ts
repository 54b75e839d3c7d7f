import type { Sandbox } from '../sandbox.ts'
import { findAnyPost } from '../store/posts.ts'

type Args = { sandbox: Sandbox; content: string }

/** `(post:<id>)` stands for the address of another post. */
export function linkPosts({ sandbox, content }: Args): string {
  return content.replace(
    /\(post:([\da-f-]{36})\)/g,
    (whole, id: string) => findAnyPost(sandbox.store, id)?.release_url ?? whole,
  )
}
