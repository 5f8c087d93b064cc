/** Seals secrets with the keychain of the operating system, through Electron. */
import type { SafeStorage } from 'electron';
import { privateFile, type Sealer } from '../store/secrets.ts';

/** Call it when the app is ready. Without a keychain, the file's mode protects the secrets, and the GUI says so. */
export function keychain(storage: SafeStorage, platform: NodeJS.Platform): Sealer {
  if (!storage.isEncryptionAvailable()) return privateFile;
  // With no keychain Linux seals by a password that everybody knows.
  if (platform === 'linux' && storage.getSelectedStorageBackend() === 'basic_text') return privateFile;
  return {
    place: 'keychain',
    seal: (secret) => storage.encryptString(secret).toString('base64'),
    open: (sealed) => storage.decryptString(Buffer.from(sealed, 'base64')),
  };
}
