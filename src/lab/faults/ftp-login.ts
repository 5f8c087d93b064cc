/** Cases of the FTP login: whether the name, the password, something else or nothing at all is blamed. */
import type { FtpAnswer } from '../script.ts';
import { aMoment } from './answers.ts';
import type { Fault } from './fault.ts';
import { ftpDownload, ftpFault, lines, reply } from './ftp.ts';

/** The server answers this to USER or PASS. */
const login = (
  id: string,
  code: number,
  command: 'USER' | 'PASS',
  title: readonly [string, string],
  answer: FtpAnswer,
): Fault =>
  ftpFault(
    `${command.toLowerCase()}-${id}`,
    code,
    'login',
    [`${command}: ${title[0]}`, `${command}：${title[1]}`],
    ftpDownload({ [command]: answer }),
  );

/** 602: the login is refused and nothing is blamed. */
const unexplained: readonly Fault[] = [
  login('500', 602, 'PASS', ['500 without a reason', '返回 500，无原因'], '500 Error.'),
  login('501', 602, 'PASS', ['501 without a reason', '返回 501，无原因'], '501 Error.'),
  login('503', 602, 'PASS', ['503 without a reason', '返回 503，无原因'], '503 Bad sequence of commands.'),
  login(
    '331',
    602,
    'PASS',
    ['the password is asked for again', '再次要求输入密码'],
    '331 Password required.',
  ),
  login('530', 602, 'PASS', ['530 without a reason', '返回 530，无原因'], '530 Sorry.'),
  login('550', 602, 'PASS', ['550 without a reason', '返回 550，无原因'], '550 Sorry.'),
];

/** 618: the credential. */
const wrongPassword: readonly Fault[] = [
  ftpFault('wrong-password', 618, 'login', ['the password is wrong', '密码错误'], {
    ...ftpDownload({}, { ftp: { password: 'not-this-one' } }),
  }),
  ftpFault('unknown-user', 618, 'login', ['a user that does not exist', '用户不存在'], {
    ...ftpDownload({}, { ftp: { user: 'nobody' } }),
  }),
  login(
    '430',
    618,
    'PASS',
    ['430 for the credential', '返回 430，账号或密码错误'],
    '430 Invalid username or password',
  ),
  login('530-failed', 618, 'PASS', ['authentication failed', '认证失败'], '530 Login authentication failed'),
  login(
    '530-denied',
    618,
    'PASS',
    ['authentication failed, in short', '认证失败（简短应答）'],
    '530 Authentication failed.',
  ),
  login(
    '530-lines',
    618,
    'PASS',
    ['the wrong password stands in the middle of the lines', '多行应答的中间说明密码错误'],
    lines('530-This is the lab.', '530-Login incorrect.', '530 Goodbye.'),
  ),
  login(
    'late',
    618,
    'PASS',
    ['the refusal comes late', '拒绝应答来得较晚'],
    [{ pauseMs: 1000 }, reply('530 Login incorrect.')],
  ),
];

/** 619: the name. */
const wrongName: readonly Fault[] = [
  login('530', 619, 'USER', ['not on the list of users', '不在用户列表中'], '530 Permission denied.'),
  login(
    '530-access',
    619,
    'USER',
    ['access denied by name', '按用户名拒绝访问'],
    '530 User probe access denied.',
  ),
  login('430', 619, 'USER', ['430 for the name', '返回 430，用户名无效'], '430 Invalid username'),
  login('530-bare', 619, 'USER', ['530 without a reason', '返回 530，无原因'], '530 Not logged in.'),
  ftpFault('anonymous-refused', 619, 'login', ['anonymous access is not allowed', '不允许匿名访问'], {
    ...ftpDownload(
      { USER: '530 Anonymous access not allowed.' },
      { ftp: { user: undefined, password: undefined } },
    ),
  }),
  login('530-unknown', 619, 'PASS', ['the user is unknown', '用户未知'], '530 User probe unknown.'),
  login('530-no-such', 619, 'PASS', ['no such user', '无此用户'], '530 No such user here.'),
];

/** 622: something else. */
const impossible: readonly Fault[] = [
  login('421', 622, 'USER', ['421', '返回 421'], [reply('421 Service not available.'), { close: 'clean' }]),
  login(
    'cleartext',
    622,
    'USER',
    ['421, no cleartext sessions', '返回 421，不接受明文会话'],
    '421 Sorry, cleartext sessions and weak ciphers are not accepted on this server.',
  ),
  login(
    '332',
    622,
    'USER',
    ['an account is needed (332)', '需要账户信息（332）'],
    '332 Need account for login.',
  ),
  login('534', 622, 'USER', ['policy requires SSL (534)', '策略要求 SSL（534）'], '534 Policy requires SSL.'),
  login(
    'encryption',
    622,
    'USER',
    ['530, must use encryption', '返回 530，必须加密'],
    '530 Non-anonymous sessions must use encryption.',
  ),
  login(
    'tls-required',
    622,
    'USER',
    ['550, SSL/TLS required', '返回 550，要求 SSL/TLS'],
    '550 SSL/TLS required on the control channel',
  ),
  login(
    'ssl-mandatory',
    622,
    'USER',
    ['504, SSL is mandatory', '返回 504，必须使用 SSL'],
    '504 SSL is mandatory.',
  ),
  login(
    'anonymous-only',
    622,
    'USER',
    ['the server is anonymous only', '服务器只允许匿名登录'],
    '530 This FTP server is anonymous only.',
  ),
  login(
    'maximum',
    622,
    'USER',
    ['too many clients', '客户端数量已达上限'],
    '530 Sorry, the maximum number of clients (10) for your host are already connected.',
  ),
  login('421', 622, 'PASS', ['421', '返回 421'], [reply('421 Too many login failures.'), { close: 'clean' }]),
  login(
    '332',
    622,
    'PASS',
    ['an account is needed (332)', '需要账户信息（332）'],
    '332 Need account for login.',
  ),
  login('534', 622, 'PASS', ['policy requires SSL (534)', '策略要求 SSL（534）'], '534 Policy requires SSL.'),
  login(
    'home',
    622,
    'PASS',
    ['the home folder is inaccessible', '主目录无法访问'],
    '530 User cannot log in, home directory inaccessible.',
  ),
  login(
    'home-named',
    622,
    'PASS',
    ['the home folder of the named user is inaccessible', '应答中带用户名，主目录无法访问'],
    '530 User probe cannot log in, home directory inaccessible.',
  ),
  login(
    'oops',
    622,
    'PASS',
    ['500, the folder cannot be entered', '返回 500，无法进入目录'],
    '500 OOPS: cannot change directory:/home/probe',
  ),
  login(
    'home-lines',
    622,
    'PASS',
    ['the missing home folder stands in the middle of the lines', '多行应答的中间说明主目录不可用'],
    lines('530-This is the lab.', '530-Home directory not available - aborting.', '530 Goodbye.'),
  ),
  login(
    'maximum',
    622,
    'PASS',
    ['too many users', '用户数已达上限'],
    '530 Sorry, the maximum number of clients (5) for this user are already connected.',
  ),
  login('expired', 622, 'PASS', ['the account has expired', '账号已过期'], '550 Account expired.'),
];

const lost: readonly Fault[] = [
  login('silent', 613, 'USER', ['never answered', '始终无应答'], [{ stall: 'reading' }]),
  login('silent', 613, 'PASS', ['never answered', '始终无应答'], [{ stall: 'reading' }]),
  login('end', 620, 'USER', ['the server closes', '服务器关闭连接'], [{ close: 'fin' }]),
  login('end', 620, 'PASS', ['the server closes', '服务器关闭连接'], [{ close: 'fin' }]),
  login('reset', 609, 'USER', ['reset', '连接被重置'], [aMoment, { close: 'rst' }]),
  login('reset', 609, 'PASS', ['reset', '连接被重置'], [aMoment, { close: 'rst' }]),
  login('garbage', 628, 'PASS', ['the answer is no FTP', '应答不是 FTP'], '\x01\x02 not an FTP reply'),
];

export const ftpLoginFaults: readonly Fault[] = [
  ...wrongName,
  ...wrongPassword,
  ...unexplained,
  ...impossible,
  ...lost,
];
