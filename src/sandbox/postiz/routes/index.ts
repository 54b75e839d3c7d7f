import { html } from '../http/answer.ts'
import type { Route } from '../http/matchRoute.ts'
import { listMissing, putReleaseId, putSettings, putStatus } from './changePost.ts'
import { createPosts } from './createPosts.ts'
import { deletePost, deletePostGroup } from './deletePosts.ts'
import { findSlot } from './findSlot.ts'
import { getChannelAnalytics, getPostAnalytics } from './getAnalytics.ts'
import { getNotifications } from './getNotifications.ts'
import {
  deleteIntegration,
  getGroups,
  getIntegrationSettings,
  getIntegrations,
  getIsConnected,
  getSocial,
} from './integrations.ts'
import { listPosts } from './listPosts.ts'
import { previewPost } from './previewPost.ts'
import { triggerTool } from './triggerTool.ts'
import { upload } from './upload.ts'
import { uploadFromUrl } from './uploadFromUrl.ts'

const v1 = '/public/v1'

/** What the stand-in's API has; everything else is a 404. */
export const publicRoutes: Route[] = [
  { method: 'POST', path: `${v1}/upload`, run: upload },
  { method: 'POST', path: `${v1}/upload-from-url`, run: uploadFromUrl },
  { method: 'GET', path: `${v1}/posts`, run: listPosts },
  { method: 'POST', path: `${v1}/posts`, run: createPosts },
  { method: 'DELETE', path: `${v1}/posts/:id`, run: deletePost },
  { method: 'DELETE', path: `${v1}/posts/group/:group`, run: deletePostGroup },
  { method: 'PUT', path: `${v1}/posts/:id/status`, run: putStatus },
  { method: 'PUT', path: `${v1}/posts/:id/settings`, kind: 'newer', run: putSettings },
  { method: 'PUT', path: `${v1}/posts/:id/release-id`, run: putReleaseId },
  { method: 'GET', path: `${v1}/posts/:id/missing`, run: listMissing },
  { method: 'GET', path: `${v1}/is-connected`, run: getIsConnected },
  { method: 'GET', path: `${v1}/groups`, run: getGroups },
  { method: 'GET', path: `${v1}/integrations`, run: getIntegrations },
  { method: 'DELETE', path: `${v1}/integrations/:id`, run: deleteIntegration },
  { method: 'GET', path: `${v1}/integration-settings/:id`, run: getIntegrationSettings },
  { method: 'POST', path: `${v1}/integration-trigger/:id`, run: triggerTool },
  { method: 'GET', path: `${v1}/social/:integration`, run: getSocial },
  { method: 'GET', path: `${v1}/find-slot/:id`, run: findSlot },
  { method: 'GET', path: `${v1}/notifications`, run: getNotifications },
  { method: 'GET', path: `${v1}/analytics/:integration`, run: getChannelAnalytics },
  { method: 'GET', path: `${v1}/analytics/post/:postId`, run: getPostAnalytics },
  { method: 'GET', path: '/public/posts/:id', isOpen: true, run: previewPost },
  { method: 'GET', path: '/', isOpen: true, run: () => html(200, 'App is running!') },
]
