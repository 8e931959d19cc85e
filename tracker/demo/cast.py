"""Who works in the demonstration district: invented names, marked as such on every page."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.people import Post, Role
from tracker.services.passwords import DEMO_PASSWORD

DISTRICT = "UBND huyện Đông Bình"
PASSWORD = DEMO_PASSWORD
MAIL_DOMAIN = "dongbinh.example"


@dataclass(frozen=True, slots=True)
class Person:
    """One account of the demonstration. ``unit`` is a code of the district preset."""

    login: str
    name: str
    unit: str
    post: Post
    title: str
    role: Role | None = None


ADMINISTRATOR = Person(
    "quantri", "Đỗ Quản Trị", "office", Post.OFFICER, "Chuyên viên", Role.ADMINISTRATOR
)

PEOPLE = (
    Person(
        "chanhvanphong", "Phạm Thu Hà", "office", Post.HEAD, "Chánh Văn phòng", Role.LEAD_OFFICE
    ),
    Person("theodoi", "Nguyễn Minh Theo", "office", Post.OFFICER, "Chuyên viên", Role.LEAD_OFFICE),
    Person("vanthu", "Lê Thị Văn", "office", Post.CLERK, "Văn thư", Role.CLERK),
    Person("chutich", "Nguyễn Đông An", "root", Post.HEAD, "Chủ tịch", Role.LEADER),
    Person("phochutich", "Trần Bình Minh", "root", Post.DEPUTY, "Phó Chủ tịch", Role.LEADER),
    Person("kiemtra", "Vũ Thanh Tra", "inspectorate", Post.OFFICER, "Thanh tra viên", Role.AUDITOR),
    Person("noivu", "Hoàng Nội Vụ", "home_affairs", Post.HEAD, "Trưởng phòng"),
    Person("noivu.cb", "Bùi Thị Cán", "home_affairs", Post.OFFICER, "Chuyên viên"),
    Person("tuphap", "Trần Tư Pháp", "justice", Post.HEAD, "Trưởng phòng"),
    Person("tuphap.cb", "Lý Văn Luật", "justice", Post.OFFICER, "Chuyên viên"),
    Person("taichinh", "Ngô Tài Chính", "finance", Post.HEAD, "Trưởng phòng"),
    Person("kinhte", "Đặng Kinh Tế", "economy", Post.HEAD, "Trưởng phòng"),
    Person("vanhoa", "Mai Văn Hóa", "culture", Post.HEAD, "Trưởng phòng"),
    Person("tainguyen", "Hồ Môi Trường", "environment", Post.HEAD, "Trưởng phòng"),
    Person("nongnghiep", "Cao Nông Nghiệp", "agriculture", Post.HEAD, "Trưởng phòng"),
    Person("giaoduc", "Lương Giáo Dục", "education", Post.HEAD, "Trưởng phòng"),
    Person("laodong", "Tạ Lao Động", "labour", Post.HEAD, "Trưởng phòng"),
    Person("thanhtra", "Phan Thanh Bình", "inspectorate", Post.HEAD, "Chánh Thanh tra"),
    Person("donglam", "Đinh Thị Trấn", "town_dong_lam", Post.HEAD, "Chủ tịch UBND thị trấn"),
    Person("haluong", "Quách Hà Lương", "ha_luong", Post.HEAD, "Chủ tịch UBND xã"),
    Person("ngockhe", "Triệu Ngọc Khê", "ngoc_khe", Post.HEAD, "Chủ tịch UBND xã"),
)
