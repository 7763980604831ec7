"""The commands around the data folder: backup and restore, the doctor, the passphrase."""

import os
import sys
from datetime import date
from pathlib import Path

import click

from model.errors import BadData, StoreError
from model.store import backup as backups
from model.store import doctor as doctors
from model.store import generations, keys, sealing
from model.store.data import Data
from model.store.files import read_bytes, typed_path, write_atomic
from model.store.lock import DataLock
from model.store.places import default_folder
from model.store.sealed import SUFFIX, plain
from tui.cli.words import Command

_CODE = """Mã phục hồi (in ra giấy, cất riêng; không hiện lại lần nữa):

    {code}

Quên mật khẩu thì mã này mở được dữ liệu; mất cả hai thì không ai mở được."""


def passphrase(words: str = "Mật khẩu") -> str:
    """The passphrase of the data: from the environment, or asked for at the terminal."""
    return _ask(words) if keys.VARIABLE not in os.environ and sys.stdin.isatty() else keys.from_environment()


def _ask(words: str) -> str:
    return str(click.prompt(words, hide_input=True, prompt_suffix=": ", err=True))


def _new_passphrase(words: str, variable: str) -> str:
    given = os.environ.get(variable)
    if given is not None:
        return keys.checked(given)
    if not sys.stdin.isatty():
        raise BadData(f"Cần một mật khẩu: hãy chạy trong cửa sổ dòng lệnh hoặc đặt biến {variable}.")
    first = keys.checked(_ask(words))
    if _ask("Gõ lại lần nữa") != first:
        raise BadData("Hai lần gõ không giống nhau nên chưa đổi gì: xin làm lại.")
    return first


def writing(folder: Path | None) -> Data:
    """The data folder, to write in it; raises BadData where another program does."""
    data = Data(folder)
    if data.read_only:
        notice = data.notice
        data.close()
        raise BadData(notice)
    return data


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--for", "receiver", metavar="NAME", default="", help="Gói mã hóa bằng mật khẩu riêng cho người nhận.")
@click.option("--second", metavar="DIR", default=None, help="Thư mục hoặc USB nhận thêm mỗi bản sao lưu hằng ngày.")
@click.pass_obj
def backup(folder: Path | None, file: Path | None, receiver: str, second: str | None) -> None:
    """Sao lưu toàn bộ dữ liệu vào một tệp; không ghi tên tệp thì vào thư mục backups."""
    if second is not None:
        _set_second(folder, second)
    with Data(folder, write=False) as data:
        if receiver:
            if file is None:
                raise BadData("Gói cho người khác cần tên tệp: `bienban backup FILE --for NAME`.")
            secret = _new_passphrase(f"Mật khẩu của gói cho {receiver}", f"{keys.VARIABLE}_FOR")
            count = backups.backup_for(data.folder, file, secret, data.cipher)
        elif file:
            count = backups.backup(data.folder, file)
        else:
            made = generations.make(data.folder, date.today(), data.book.settings.get(generations.SECOND, ""))
            click.echo(
                f"Đã sao lưu vào {made}, đã đọc lại và khớp." if made else "Không có gì mới từ bản sao lưu trước."
            )
            return
    click.echo(f"Đã sao lưu {count} tệp vào {file}, đã đọc lại và khớp.")


def _set_second(folder: Path | None, second: str) -> None:
    place = str(typed_path(second).absolute()) if second else ""
    if place and not Path(place).is_dir():
        raise BadData(f"Không có thư mục {place}: xin cắm USB hoặc tạo thư mục rồi đặt lại.")
    with writing(folder) as data:
        data.book.settings = data.book.settings | {generations.SECOND: place}


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Cất dữ liệu đang có sang một bên rồi phục hồi.")
@click.pass_obj
def restore(folder: Path | None, file: Path, replace: bool) -> None:
    """Phục hồi dữ liệu từ tệp sao lưu vào thư mục còn trống."""
    secret = ""
    if backups.needs_passphrase(file):
        given = os.environ.get(f"{keys.VARIABLE}_FOR")
        secret = given if given is not None else _ask("Mật khẩu của gói") if sys.stdin.isatty() else ""
    count, place = backups.restore(file, folder, passphrase=secret, replace=replace)
    click.echo(f"Đã phục hồi {count} tệp vào {place}.")


@click.command(cls=Command)
@click.option("--rebuild", is_flag=True, help="Lập lại danh mục các cuộc họp.")
@click.option("--mend", is_flag=True, help="Sửa những gì lấy lại được từ nhật ký và bản sao lưu.")
@click.option("--from", "other", type=click.Path(path_type=Path), default=None, help="Thư mục có bản cứu của nhật ký.")
@click.option("--accept", metavar="MEETING", default="", help="Nhận nhật ký hiện có là đủ.")
@click.pass_obj
def doctor(folder: Path | None, rebuild: bool, mend: bool, other: Path | None, accept: str) -> None:
    """Kiểm tra toàn bộ dữ liệu; --mend sửa những gì lấy lại được, không bỏ đi gì."""
    with writing(folder) if mend or rebuild or accept else Data(folder, write=False) as data:
        if rebuild:
            data.archive.refresh(rebuild=True)
        if accept:
            data.archive.accept(data.archive.resolve(accept))
        found = doctors.examine(data, other)
        for finding in found if mend else ():
            _attempt(finding)
        left = doctors.examine(data, other) if mend else found
        count = len(data.archive.ids())
    for finding in left:
        click.echo(finding.sentence, err=True)
    if mend and found:
        click.echo(f"Đã sửa {len(found) - len(left)}/{len(found)} điều.")
    if any(finding.severe for finding in left):
        sys.exit(1)
    click.echo(f"Dữ liệu tốt: {count} cuộc họp, nhật ký nguyên vẹn.")


def _attempt(finding: doctors.Finding) -> None:
    try:
        if finding.mend:
            finding.mend()
    except (StoreError, OSError) as error:
        click.echo(f"Chưa sửa được: {error}", err=True)


@click.command(cls=Command)
@click.option("--idle", type=click.IntRange(0, 600), default=None, help="Số phút không gõ thì khóa màn hình; 0: không.")
@click.pass_obj
def lock(folder: Path | None, idle: int | None) -> None:
    """Khóa dữ liệu bằng mật khẩu: mã hóa mọi tệp trong thư mục dữ liệu."""
    if idle is not None:
        with writing(folder) as data:
            data.book.settings = data.book.settings | {"lock_minutes": idle}
        click.echo(f"Màn hình tự khóa sau {idle} phút." if idle else "Màn hình không tự khóa.")
        return
    with writing(folder) as data:
        if data.cipher:
            raise BadData("Dữ liệu đã khóa bằng mật khẩu rồi: dùng `bienban passphrase` để đổi mật khẩu.")
        second = data.book.settings.get(generations.SECOND, "")
        secret = _new_passphrase("Mật khẩu mới", keys.VARIABLE)
        data.search.close()
        sealing.seal_folder(data.folder, secret, lambda code: click.echo(_CODE.format(code=code)))
    click.echo("Đã mã hóa dữ liệu. Văn bản Word đã xuất được mã hóa theo; mở lại bằng `bienban unseal FILE`.")
    if second:
        click.echo(f"Các bản sao lưu cũ trong {second} chưa mã hóa: hãy tự xóa nếu không cần.")


@click.command(cls=Command, name="passphrase")
@click.option("--code", is_flag=True, help="Chỉ in mã phục hồi mới, thay mã cũ.")
@click.pass_obj
def passphrase_command(folder: Path | None, code: bool) -> None:
    """Đổi mật khẩu; mật khẩu cũ hoặc mã phục hồi đều mở được để đổi."""
    place = folder or default_folder()
    if not keys.sealed(place):
        raise BadData("Dữ liệu chưa khóa bằng mật khẩu: dùng `bienban lock` để khóa.")
    with DataLock(place):
        old = passphrase("Mật khẩu đang dùng hoặc mã phục hồi")
        if code:
            click.echo(_CODE.format(code=keys.new_code(place, old)))
            return
        keys.unlock(place, old)
        keys.change(place, old, _new_passphrase("Mật khẩu mới", f"{keys.VARIABLE}_NEW"))
    click.echo("Đã đổi mật khẩu; các bản sao lưu cũ vẫn mở bằng mật khẩu cũ.")


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help="Tên tệp sau khi mở.")
@click.pass_obj
def unseal(folder: Path | None, file: Path, output: Path | None) -> None:
    """Mở một văn bản đã mã hóa (.khoa) ra tệp thường."""
    with Data(folder, write=False) as data:
        if data.cipher is None or file.suffix != SUFFIX:
            raise BadData(f"{file.name} không phải tệp đã mã hóa của bienban: xin chọn tệp .khoa.")
        _, content = plain(file.name, read_bytes(file), data.cipher)
    path = output or Path(file.stem)
    if path.exists():
        raise BadData(f"Đã có {path}: xin ghi tên khác bằng -o.")
    write_atomic(path, content)
    click.echo(f"Đã ghi {path}")
