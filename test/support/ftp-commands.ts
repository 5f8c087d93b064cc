/** How each FTP server is told to serve one folder: as text, without starting anything. */
import path from 'node:path';

/** Ports with a manner each. */
export type FtpListener =
  /** In clear or, after AUTH TLS, encrypted; anonymous users may read. */
  | 'plain'
  /** TLS from the first byte. */
  | 'implicit'
  /** Nobody logs in without TLS. */
  | 'tlsOnly'
  /** On ::1. */
  | 'ipv6'
  /** Refuses EPSV. */
  | 'pasvOnly'
  /** No passive mode at all, and no TLS. */
  | 'bare';

export interface FtpSetting {
  /** The server's program. */
  program: string;
  /** For its state. */
  folder: string;
  /** What it serves. */
  home: string;
  ports: Record<FtpListener, number>;
  /** For data connections. */
  passive: { from: number; to: number };
  /** PEM files. */
  certificate: string;
  intermediate: string;
  key: string;
  user: string;
}

export interface FtpCommand {
  listeners: FtpListener[];
  /** `{config}` stands for the file with the text of `config`. */
  args: string[];
  config?: string;
}

export const FTP_SERVERS = {
  vsftpd: { listeners: ['plain', 'implicit', 'tlsOnly', 'ipv6', 'pasvOnly', 'bare'], commands: vsftpd },
  proftpd: { listeners: ['plain', 'implicit', 'tlsOnly', 'ipv6', 'pasvOnly', 'bare'], commands: proftpd },
  'pure-ftpd': { listeners: ['plain', 'tlsOnly', 'ipv6', 'bare'], commands: pureFtpd },
} satisfies Record<string, { listeners: FtpListener[]; commands: (setting: FtpSetting) => FtpCommand[] }>;

export type FtpServerName = keyof typeof FTP_SERVERS;

/** One process for each port. Accounts come from PAM's fallback, which is the passwd file. */
function vsftpd(setting: FtpSetting): FtpCommand[] {
  const manners: Record<FtpListener, string[]> = {
    plain: [],
    implicit: ['implicit_ssl=YES'],
    tlsOnly: ['force_local_logins_ssl=YES', 'force_local_data_ssl=YES', 'force_anon_logins_ssl=YES'],
    ipv6: ['listen=NO', 'listen_ipv6=YES', 'listen_address6=::1'],
    pasvOnly: ['cmds_denied=EPSV'],
    bare: ['ssl_enable=NO', 'pasv_enable=NO'],
  };
  return FTP_SERVERS.vsftpd.listeners.map((listener) => ({
    listeners: [listener],
    args: ['{config}'],
    config: [
      'listen=YES',
      'listen_address=127.0.0.1',
      `listen_port=${setting.ports[listener]}`,
      'anonymous_enable=YES',
      'local_enable=YES',
      'pam_service_name=other',
      'chroot_local_user=YES',
      `secure_chroot_dir=${path.join(setting.folder, 'empty')}`,
      'write_enable=YES',
      'ssl_enable=YES',
      'allow_anon_ssl=YES',
      'force_local_logins_ssl=NO',
      'force_local_data_ssl=NO',
      `rsa_cert_file=${setting.certificate}`,
      `rsa_private_key_file=${setting.key}`,
      `pasv_min_port=${setting.passive.from}`,
      `pasv_max_port=${setting.passive.to}`,
      ...manners[listener],
      '',
    ].join('\n'),
  }));
}

/** One process for all ports. */
function proftpd({ program, folder, ports, passive, user, ...files }: FtpSetting): FtpCommand[] {
  const host = (port: number, address: string, manner: string): string =>
    `<VirtualHost ${address}>\nPort ${port}\n${manner}\n</VirtualHost>`;
  const deny = (commands: string): string => `<Limit ${commands}>\nDenyAll\n</Limit>`;
  const config = `
    ServerType standalone
    ModulePath ${path.resolve(program, '../../lib/proftpd')}
    LoadModule mod_tls.c
    DefaultAddress 127.0.0.1
    SocketBindTight on
    Port ${ports.plain}
    User ${user}
    Group ${user}
    PidFile ${folder}/proftpd.pid
    ScoreboardFile ${folder}/proftpd.scoreboard
    DelayEngine off
    ControlsEngine off
    SystemLog none
    <Global>
      AuthOrder mod_auth_unix.c
      DefaultRoot ~
      AllowOverwrite on
      PassivePorts ${passive.from} ${passive.to}
      TransferLog none
      WtmpLog off
      TLSEngine on
      TLSECCertificateFile ${files.certificate}
      TLSECCertificateKeyFile ${files.key}
      TLSCertificateChainFile ${files.intermediate}
    </Global>
    <Anonymous ~ftp>
      User ftp
      UserAlias anonymous ftp
      ${deny('WRITE')}
    </Anonymous>
    ${host(ports.implicit, '127.0.0.1', 'TLSOptions UseImplicitSSL')}
    ${host(ports.tlsOnly, '127.0.0.1', 'TLSRequired on')}
    ${host(ports.ipv6, '::1', '')}
    ${host(ports.pasvOnly, '127.0.0.1', deny('EPSV'))}
    ${host(ports.bare, '127.0.0.1', `TLSEngine off\n${deny('EPSV PASV')}`)}
`;
  return [{ listeners: FTP_SERVERS.proftpd.listeners, args: ['-n', '-q', '-c', '{config}'], config }];
}

/** One process for each port. It has no implicit TLS, and EPSV and PASV only together. */
function pureFtpd({ folder, ports, passive, certificate, key }: FtpSetting): FtpCommand[] {
  const tls = (behavior: number): string[] => [`--tls=${behavior}`, `--certfile=${certificate},${key}`];
  const manners = {
    plain: [...tls(1), '--anonymouscantupload'],
    tlsOnly: tls(2),
    ipv6: tls(1),
    bare: ['--natmode'],
  };
  return FTP_SERVERS['pure-ftpd'].listeners.map((listener) => ({
    listeners: [listener],
    args: [
      `--bind=${listener === 'ipv6' ? '::1' : '127.0.0.1'},${ports[listener]}`,
      `--passiveportrange=${passive.from}:${passive.to}`,
      `--pidfile=${path.join(folder, `${listener}.pid`)}`,
      '--login=unix',
      '--chrooteveryone',
      '--dontresolve',
      '--syslogfacility=none',
      ...manners[listener],
    ],
  }));
}
