import { type CollectionAfterDeleteHook, type Config, createLocalReq, type Plugin } from 'payload'
import type { DistributionOptions } from 'postyard'
import type { Env } from './env.ts'

type Storage = { plugins: Plugin[] } & Pick<DistributionOptions, 'removeStoredFile'>

/**
 * Where pictures and videos are kept: on the disk, or in the private bucket of S3_BUCKET. Either way people and programs
 * get them from Postyard alone, which asks whether they may; the bucket has no address for them.
 */
export async function mediaStorage(env: Env): Promise<Storage> {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId } = env
  if (!bucket) return { plugins: [] }
  const { s3Storage } = await import('@payloadcms/storage-s3')
  const addStorage = s3Storage({
    bucket,
    collections: { media: true },
    config: {
      region: env.S3_REGION,
      endpoint: env.S3_ENDPOINT,
      forcePathStyle: env.S3_FORCE_PATH_STYLE ?? env.S3_ENDPOINT !== undefined,
      ...(accessKeyId && {
        credentials: { accessKeyId, secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '' },
      }),
      // Many that speak S3 do not know the newer checksums.
      ...(env.S3_ENDPOINT && {
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
      }),
    },
  })
  let remove: CollectionAfterDeleteHook | undefined
  return {
    plugins: [
      async (config) => {
        const stored = await addStorage(withOwnAdmin(config))
        remove = mediaOf(stored)?.hooks?.afterDelete?.at(-1)
        // Browsers upload through Postyard, which looks into each file; the adapter's way past it stays out of the panel.
        return { ...stored, admin: config.admin }
      },
    ],
    removeStoredFile: async ({ payload, filename }) => {
      const collection = payload.collections.media!.config
      await remove?.({
        id: '',
        doc: { id: '', filename },
        req: await createLocalReq({}, payload),
        context: {},
        collection,
      })
    },
  }
}

const mediaOf = (config: Config) => config.collections?.find(({ slug }) => slug === 'media')

/** The same with a panel of its own, which whoever gets it may add to. */
const withOwnAdmin = (config: Config): Config => ({
  ...config,
  admin: {
    ...config.admin,
    dependencies: { ...config.admin?.dependencies },
    components: {
      ...config.admin?.components,
      providers: [...(config.admin?.components?.providers ?? [])],
    },
  },
})
