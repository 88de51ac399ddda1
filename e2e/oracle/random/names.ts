/*
 * Few names, so that what one file says and what another says, or uses, often meet.
 */

export const serviceNames = ['web', 'db', 'a', 'constructor'] as const
export const networkNames = ['default', 'front', 'back', 'constructor'] as const
export const volumeNames = ['data', 'cache', 'vol.1', 'v'] as const
export const secretNames = ['token', 'tls.key', 'toString'] as const
export const configNames = ['conf', 'app.ini', 'C_2'] as const
/** Files beside the Compose file. */
export const contentFiles = ['one.txt', 'conf/two.txt', './one.txt'] as const
export const envFiles = ['one.env', 'conf/two.env'] as const
/** Names of variables that the environment has or has not. */
export const variableNames = ['FOO', 'BAR', 'EMPTY', 'NUM', 'UNSET', '_x1'] as const
