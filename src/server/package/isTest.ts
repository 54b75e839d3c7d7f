/** Whether a file or folder below `plugins` is for tests only, as `tsconfig.package.json` leaves it out too. */
export const isTest = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) || /[\\/]testing$/.test(path)
